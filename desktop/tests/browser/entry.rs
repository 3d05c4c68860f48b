//! How the browser gets in, once.

use super::program::Entrance;

#[test]
fn the_printed_address_lets_in_once() {
    let door = Entrance::new();
    let address = format!("/enter/{}", door.token);
    let reply = door.get(&address, &[]);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("refresh"), Some("0; url=/"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let set = reply.header("set-cookie").unwrap();
    let mut attributes: Vec<_> = set.split("; ").skip(1).collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Strict"]);

    let again = door.get(&address, &[]);
    assert_eq!(again.status, 403);
    assert_eq!(again.header("set-cookie"), None);
    let form = format!("token={}", door.token);
    assert_eq!(door.post("/enter", &["origin: null"], &form).status, 403);
}

#[test]
fn looking_ahead_does_not_use_the_address_up() {
    let door = Entrance::new();
    let address = format!("/enter/{}", door.token);
    for ahead in [
        "sec-purpose: prefetch",
        "sec-purpose: prefetch;prerender",
        "purpose: prefetch",
        "x-moz: prefetch",
    ] {
        let reply = door.get(&address, &[ahead]);
        assert_eq!(reply.status, 503, "{ahead}");
        assert_eq!(reply.header("set-cookie"), None);
    }
    assert_eq!(door.call("HEAD", &address, &[]).status, 405);
    assert_eq!(door.get(&address, &[]).status, 200);
}

#[test]
fn a_wrong_token_lets_nobody_in_and_does_not_use_up_the_right_one() {
    let door = Entrance::new();
    for wrong in ["0", "%00", &door.token[1..]] {
        assert_eq!(door.get(&format!("/enter/{wrong}"), &[]).status, 403);
        let form = format!("token={wrong}");
        assert_eq!(door.post("/enter", &["origin: null"], &form).status, 403);
    }
    let form = format!("token={}", door.token);
    for origin in ["origin: http://evil.example", "x-none: "] {
        assert_eq!(door.post("/enter", &[origin], &form).status, 403);
    }
    assert_eq!(door.post("/enter", &["origin: null"], &form).status, 200);
}

#[test]
fn each_start_has_a_name_a_port_and_secrets_of_its_own() {
    let (one, other) = (Entrance::new(), Entrance::new());
    assert_ne!(one.authority, other.authority);
    assert_ne!(one.token, other.token);
    let (one, other) = (one.enter(), other.enter());
    assert_ne!(one.cookie, other.cookie);
    assert_eq!(other.entrance.get("/", &[&one.cookie]).status, 403);
}
