//! The service over HTTP, against the practice world.

mod support;

use card_points::application::Purpose;
use card_points::backend::{Challenge, Receipt, Status};
use card_points_backend::http::{Server, Settings};
use card_points_backend::sandbox;
use card_points_fixtures::world::World;
use std::sync::Arc;
use support::{ALL, NOW, Visitor, bytes};

async fn post(address: &str, body: Vec<u8>) -> reqwest::Response {
    reqwest::Client::new()
        .post(address)
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .expect("a reply")
}

#[tokio::test]
async fn a_person_applies_and_sees_what_stands() {
    let fixture = World::at(NOW);
    let (world, accounts) = sandbox::world_of(&fixture, NOW);
    let settings = Settings {
        clock: Arc::new(|| NOW),
        ..Settings::default()
    };
    let server = Server::start(world, accounts, settings).await.unwrap();
    let url = |path: &str| format!("{}{path}", server.address());
    let challenge = post(&url("/v1/challenge"), vec![])
        .await
        .bytes()
        .await
        .unwrap();
    let challenge: Challenge = serde_json::from_slice(&challenge).unwrap();

    let hanako = Visitor::new(&fixture, "hanako");
    let draft = hanako.application(&fixture, &ALL);
    let signed = draft.signed(&hanako, &challenge.challenge, &url("/v1/application"));
    let reply = post(&url("/v1/application"), bytes(&signed)).await;
    assert_eq!(reply.status(), 200);
    let receipt: Receipt = serde_json::from_slice(&reply.bytes().await.unwrap()).unwrap();
    assert_eq!(receipt.standing.len(), 3);

    let asked = hanako.sign(
        Purpose::Status,
        &challenge.challenge,
        &url("/v1/status"),
        b"",
    );
    let reply = post(&url("/v1/status"), bytes(&asked)).await;
    let status: Status = serde_json::from_slice(&reply.bytes().await.unwrap()).unwrap();
    assert_eq!(status.facts.applied.len(), 3);
    assert_eq!(
        status.preregistered.unwrap().individual_key_id,
        receipt.individual_key_id
    );
    server.stop().await;
}
