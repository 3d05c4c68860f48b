//! The service over HTTP, against the practice world.

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
use card_points_fixtures::sandbox::SandboxData;
use serde::de::DeserializeOwned;
use std::sync::{Arc, OnceLock};
use support::client::{self, HttpReply, call};
use support::{ALL_MEASURES, Applicant, NOW, bytes, preregistration};

fn sandbox() -> &'static SandboxData {
    static FIXTURE: OnceLock<SandboxData> = OnceLock::new();
    FIXTURE.get_or_init(|| SandboxData::at(NOW))
}

fn settings() -> ServerConfig {
    ServerConfig {
        clock: Arc::new(|| NOW),
        ..ServerConfig::default()
    }
}

fn start() -> EmbeddedServer {
    let (world, accounts) = sandbox::data_of(sandbox(), NOW);
    EmbeddedServer::start(world, accounts, settings()).expect("it starts")
}

fn get(url: &str) -> HttpReply {
    client::get(url).expect("a reply")
}

fn post(url: &str, body: &[u8]) -> HttpReply {
    client::post(url, body).expect("a reply")
}

/// What every reply has to have, and its body.
fn read<T: DeserializeOwned>(reply: &HttpReply, status: u16, kind: &str) -> T {
    assert_eq!(reply.status, status);
    assert_eq!(reply.header("content-type"), Some(kind));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    serde_json::from_slice(&reply.body).expect("the agreed shape")
}

fn good<T: DeserializeOwned>(reply: &HttpReply) -> T {
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
    good::<Challenge>(&post(&url, b"")).challenge
}

#[test]
fn a_person_preregisters_applies_and_sees_what_stands() {
    let backend = start();
    let url = |purpose: Purpose| format!("{}{}", backend.url(), purpose.path());
    let hanako = Applicant::new(sandbox(), "hanako");

    let to = url(Purpose::Preregister);
    let payload = serde_json::to_vec(&preregistration(sandbox(), Holder::Myself)).unwrap();
    let asked = hanako.sign(Purpose::Preregister, &challenge(&backend), &to, &payload);
    let given: IssuedKeyId = good(&post(&to, &bytes(&asked)));

    let to = url(Purpose::Apply);
    let draft = hanako.application(sandbox(), &ALL_MEASURES);
    let signed = bytes(&draft.sign(&hanako, &challenge(&backend), &to));
    let receipt: Receipt = good(&post(&to, &signed));
    assert_eq!(receipt.individual_key_id, given.individual_key_id);
    assert_eq!(good::<Receipt>(&post(&to, &signed)), receipt);
    let signed = bytes(&draft.sign(&hanako, &challenge(&backend), &to));
    let again = problem(&post(&to, &signed));
    assert_eq!(again.status, 409);
    let standing = receipt.standing.clone();
    assert_eq!(again.refusal, Refusal::AlreadyApplied { standing });

    let to = url(Purpose::Status);
    let asked = hanako.sign(Purpose::Status, &challenge(&backend), &to, b"");
    let status: ApplicationStatus = good(&post(&to, &bytes(&asked)));
    assert_eq!(status.facts.applied, receipt.standing);
    assert_eq!(status.preregistered, Some(given));
}

#[test]
fn programme_services_and_spots_are_served_as_they_are() {
    let backend = start();
    let url = |path: &str| format!("{}{path}", backend.url());
    let programme: Programme = good(&get(&url(path::PROGRAMME)));
    assert_eq!(programme, sandbox().programme);
    let services: Vec<PaymentService> = good(&get(&url(path::SERVICES)));
    assert_eq!(services, sandbox().services);
    let all: SpotList = good(&get(&url(path::SPOTS)));
    assert_eq!(usize::try_from(all.total).unwrap(), sandbox().spots.len());
    let tokyo = url("/v1/spots?kind=post-office&place=%E6%9D%B1%E4%BA%AC");
    let tokyo: SpotList = good(&get(&tokyo));
    assert!(tokyo.total > 0 && tokyo.total < all.total);
}

#[test]
fn whatever_is_not_a_call_is_a_problem_too() {
    let backend = start();
    let url = |path: &str| format!("{}{path}", backend.url());
    let apply = url(path::APPLICATION);
    let json = "application/json";
    let large = vec![b' '; MAX_BODY_BYTES + 1];
    let calls = [
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
    for (status, reply) in calls {
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
        let who = Applicant::new(sandbox(), id);
        let asked = who.sign(Purpose::Status, &challenge(&backend), &to, b"");
        assert_eq!(problem(&post(&to, &bytes(&asked))).status, status, "{id}");
    }
}

#[test]
fn a_dropped_backend_takes_no_more_connections() {
    let backend = start();
    let url = format!("{}{}", backend.url(), path::PROGRAMME);
    assert_eq!(get(&url).status, 200);
    drop(backend);
    assert!(client::get(&url).is_none());
}

#[test]
fn what_can_not_be_served_says_why() {
    let start = |change: fn(&mut ServerConfig)| {
        let (world, accounts) = sandbox::data_of(sandbox(), NOW);
        let mut settings = settings();
        change(&mut settings);
        EmbeddedServer::start(world, accounts, settings).err()
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
fn the_nightly_run_is_there_on_demand() {
    // What stood before the sandbox began: sora's three, naoki's two.
    let did = start().run_nightly(NOW).unwrap();
    assert_eq!((did.confirmed, did.passed_on), (3, 2));
}

#[tokio::test]
async fn a_shell_with_a_runtime_of_its_own_may_embed_one_too() {
    let backend = start();
    assert!(backend.url().starts_with("http://127.0.0.1:"));
    drop(backend);
}
