//! How the browser enters, once.

use super::program::Entrance;

#[test]
fn the_printed_address_is_valid_once() {
    let entrance = Entrance::new();
    let address = format!("/enter/{}", entrance.token);
    let reply = entrance.get(&address, &[]);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("refresh"), Some("0; url=/"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let set_cookie = reply.header("set-cookie").unwrap();
    let mut attributes: Vec<_> = set_cookie.split("; ").skip(1).collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Strict"]);

    let again = entrance.get(&address, &[]);
    assert_eq!(again.status, 403);
    assert_eq!(again.header("set-cookie"), None);
    let form = format!("token={}", entrance.token);
    assert_eq!(
        entrance.post("/enter", &["origin: null"], &form).status,
        403
    );
}

#[test]
fn prefetching_does_not_use_up_the_address() {
    let entrance = Entrance::new();
    let address = format!("/enter/{}", entrance.token);
    for prefetch in [
        "sec-purpose: prefetch",
        "sec-purpose: prefetch;prerender",
        "purpose: prefetch",
        "x-moz: prefetch",
    ] {
        let reply = entrance.get(&address, &[prefetch]);
        assert_eq!(reply.status, 503, "{prefetch}");
        assert_eq!(reply.header("set-cookie"), None);
    }
    assert_eq!(entrance.call("HEAD", &address, &[]).status, 405);
    assert_eq!(entrance.get(&address, &[]).status, 200);
}

#[test]
fn a_wrong_token_is_refused_and_does_not_use_up_the_right_one() {
    let entrance = Entrance::new();
    for wrong in ["0", "%00", &entrance.token[1..]] {
        assert_eq!(entrance.get(&format!("/enter/{wrong}"), &[]).status, 403);
        let form = format!("token={wrong}");
        assert_eq!(
            entrance.post("/enter", &["origin: null"], &form).status,
            403
        );
    }
    let form = format!("token={}", entrance.token);
    for origin in ["origin: http://evil.example", "x-none: "] {
        assert_eq!(entrance.post("/enter", &[origin], &form).status, 403);
    }
    assert_eq!(
        entrance.post("/enter", &["origin: null"], &form).status,
        200
    );
}

#[test]
fn each_start_has_its_own_host_name_and_secrets() {
    let (one, other) = (Entrance::new(), Entrance::new());
    assert_ne!(one.authority, other.authority);
    assert_ne!(one.token, other.token);
    let (one, other) = (one.enter(), other.enter());
    assert_ne!(one.cookie, other.cookie);
    assert_eq!(other.entrance.get("/", &[&one.cookie]).status, 403);
}
