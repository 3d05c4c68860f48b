//! The server over HTTP, with the sandbox's data.

mod support;

use card_points::application::{Holder, Purpose};
use card_points::backend::{
    ApplicationStatus, Challenge, IssuedKeyId, MAX_BODY_BYTES, ProblemDetails, Receipt, Refusal,
    SpotList, path,
};
use card_points::payment::PaymentService;
use card_points::programme::Programme;
use card_points_backend::http::{EmbeddedServer, ServerConfig, StartError};
use card_points_backend::sandbox;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use support::client::{self, HttpReply, call};
use support::{ALL_MEASURES, NOW, applicant, bytes, preregistration, sandbox_data};

fn config() -> ServerConfig {
    ServerConfig {
        clock: Arc::new(|| NOW),
        ..ServerConfig::default()
    }
}

fn start() -> EmbeddedServer {
    let (data, accounts) = sandbox::data_of(sandbox_data(), NOW);
    EmbeddedServer::start(data, accounts, config()).expect("it starts")
}

fn get(url: &str) -> HttpReply {
    client::get(url).expect("a reply")
}

fn post(url: &str, body: &[u8]) -> HttpReply {
    client::post(url, body).expect("a reply")
}

/// Checks what every reply must have, and parses its body.
fn read<T: DeserializeOwned>(reply: &HttpReply, status: u16, content_type: &str) -> T {
    assert_eq!(reply.status, status);
    assert_eq!(reply.header("content-type"), Some(content_type));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    serde_json::from_slice(&reply.body).expect("the agreed form")
}

fn ok<T: DeserializeOwned>(reply: &HttpReply) -> T {
    read(reply, 200, "application/json")
}

fn problem(reply: &HttpReply) -> ProblemDetails {
    let problem: ProblemDetails = read(reply, reply.status, "application/problem+json");
    assert_eq!(problem.status, reply.status);
    assert!(!problem.title.is_empty());
    problem
}

fn challenge(backend: &EmbeddedServer) -> String {
    let url = format!("{}{}", backend.url(), path::CHALLENGE);
    ok::<Challenge>(&post(&url, b"")).challenge
}

#[test]
fn a_person_preregisters_applies_and_sees_the_application() {
    let backend = start();
    let url = |purpose: Purpose| format!("{}{}", backend.url(), purpose.path());
    let hanako = applicant("hanako");

    let to = url(Purpose::Preregister);
    let payload = serde_json::to_vec(&preregistration(sandbox_data(), Holder::Myself)).unwrap();
    let submission = hanako.sign(Purpose::Preregister, &challenge(&backend), &to, &payload);
    let issued: IssuedKeyId = ok(&post(&to, &bytes(&submission)));

    let to = url(Purpose::Apply);
    let draft = hanako.application(sandbox_data(), &ALL_MEASURES);
    let signed = bytes(&draft.sign(&hanako, &challenge(&backend), &to));
    let receipt: Receipt = ok(&post(&to, &signed));
    assert_eq!(receipt.individual_key_id, issued.individual_key_id);
    assert_eq!(ok::<Receipt>(&post(&to, &signed)), receipt);
    let signed = bytes(&draft.sign(&hanako, &challenge(&backend), &to));
    let again = problem(&post(&to, &signed));
    assert_eq!(again.status, 409);
    let applied = receipt.applied.clone();
    assert_eq!(again.refusal, Refusal::AlreadyApplied { applied });

    let to = url(Purpose::Status);
    let submission = hanako.sign(Purpose::Status, &challenge(&backend), &to, b"");
    let status: ApplicationStatus = ok(&post(&to, &bytes(&submission)));
    assert_eq!(status.facts.applied, receipt.applied);
    assert_eq!(status.preregistered, Some(issued));
}

#[test]
fn programme_services_and_spots_are_served_as_they_are() {
    let backend = start();
    let url = |path: &str| format!("{}{path}", backend.url());
    let programme: Programme = ok(&get(&url(path::PROGRAMME)));
    assert_eq!(programme, sandbox_data().programme);
    let services: Vec<PaymentService> = ok(&get(&url(path::SERVICES)));
    assert_eq!(services, sandbox_data().services);
    let all: SpotList = ok(&get(&url(path::SPOTS)));
    assert_eq!(
        usize::try_from(all.total).unwrap(),
        sandbox_data().spots.len()
    );
    let tokyo = url("/v1/spots?kind=post-office&place=%E6%9D%B1%E4%BA%AC");
    let tokyo: SpotList = ok(&get(&tokyo));
    assert!(tokyo.total > 0 && tokyo.total < all.total);
}

#[test]
fn an_invalid_request_is_answered_with_a_problem() {
    let backend = start();
    let url = |path: &str| format!("{}{path}", backend.url());
    let apply = url(path::APPLICATION);
    let json = "application/json";
    let large = vec![b' '; MAX_BODY_BYTES + 1];
    let requests = [
        (404, get(&url("/"))),
        (404, get(&url("/v2/programme"))),
        (405, get(&apply)),
        (405, post(&url(path::PROGRAMME), b"")),
        (405, call("DELETE", &apply, json, b"").unwrap()),
        (415, call("POST", &apply, "text/plain", b"{}").unwrap()),
        (
            415,
            call("POST", &apply, "application/jsonx", b"{}").unwrap(),
        ),
        (413, post(&apply, &large)),
        (400, post(&apply, b"")),
        (400, post(&apply, b"{}")),
        (400, post(&url(path::STATUS), b"\xff")),
        (400, get(&url("/v1/spots?kind=a&kind=b"))),
    ];
    for (status, reply) in requests {
        let problem = problem(&reply);
        assert_eq!(problem.status, status);
        assert_eq!(problem.refusal, Refusal::Malformed);
    }
    let parameters = "application/json; charset=utf-8";
    let reply = call("POST", &apply, parameters, b"{}").unwrap();
    assert_eq!(reply.status, 400);
}

#[test]
fn refusals_are_answered_with_their_status() {
    let backend = start();
    let to = format!("{}{}", backend.url(), path::STATUS);
    for (id, status) in [
        ("foreign", 401),
        ("fumio", 403),
        ("shizuka", 403),
        ("aoi", 404),
    ] {
        let person = applicant(id);
        let submission = person.sign(Purpose::Status, &challenge(&backend), &to, b"");
        assert_eq!(
            problem(&post(&to, &bytes(&submission))).status,
            status,
            "{id}"
        );
    }
}

#[test]
fn a_dropped_server_accepts_no_more_connections() {
    let backend = start();
    let url = format!("{}{}", backend.url(), path::PROGRAMME);
    assert_eq!(get(&url).status, 200);
    drop(backend);
    assert!(client::get(&url).is_none());
}

#[test]
fn an_invalid_configuration_is_refused_with_the_reason() {
    let start = |change: fn(&mut ServerConfig)| {
        let (data, accounts) = sandbox::data_of(sandbox_data(), NOW);
        let mut config = config();
        change(&mut config);
        EmbeddedServer::start(data, accounts, config).err()
    };
    let error = start(|s| s.public_url = Some("points.example".to_owned()));
    assert!(
        matches!(error, Some(StartError::InvalidPublicUrl(_))),
        "{error:?}"
    );
    let error = start(|s| s.public_url = Some("https://points.example/v1".to_owned()));
    assert!(
        matches!(error, Some(StartError::InvalidPublicUrl(_))),
        "{error:?}"
    );
    let error = start(|s| s.public_url = Some("https://points.example".to_owned()));
    assert!(
        matches!(error, Some(StartError::PracticeOffLoopback)),
        "{error:?}"
    );
    let error = start(|s| s.listen = "0.0.0.0:0".parse().unwrap());
    assert!(
        matches!(error, Some(StartError::NoPublicUrl(_))),
        "{error:?}"
    );
}

#[test]
fn the_nightly_run_is_available_on_demand() {
    // Prior applications: three unconfirmed ones of sora, two confirmed ones of naoki.
    let report = start().run_nightly(NOW).unwrap();
    assert_eq!((report.confirmed, report.passed_on), (3, 2));
}

#[tokio::test]
async fn a_program_with_a_runtime_of_its_own_can_embed_a_server() {
    let backend = start();
    assert!(backend.url().starts_with("http://127.0.0.1:"));
    drop(backend);
}
