//! What is let through, and what every reply says.

use super::client::{HttpReply, connect, send};
use super::program::{Entrance, TestBrowser, serial};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};

/// Everything that is served.
const PATHS: [&str; 6] = ["/", "/ask/home", "/card", "/end", "/events", "/practice"];

/// What the first page asks.
const FIRST: &str = "/ask/home";

fn is_guarded(reply: &HttpReply) {
    let policy = reply.header("content-security-policy").expect("a policy");
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ] {
        assert!(policy.split("; ").any(|each| each == rule), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{reply:?}");
    }
    assert!(reply.header("permissions-policy").is_some());
    assert!(reply.header("server").is_none());
}

/// Nothing that a stranger could learn from.
fn tells_nothing(reply: &HttpReply) {
    is_guarded(reply);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("set-cookie"), None);
    assert_eq!(reply.body, "", "{reply:?}");
}

/// The page for whoever is not known: no question, no form but the languages', no number.
fn refuses(reply: &HttpReply) {
    is_guarded(reply);
    assert_eq!(reply.status, 403, "{reply:?}");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("set-cookie"), None);
    assert!(reply.body.contains("This page belongs to another window"));
    assert!(!reply.body.contains("What would you like to do"));
    assert_eq!(serial(reply), "0");
}

#[test]
fn it_listens_on_loopback_and_nowhere_else() {
    let door = Entrance::new();
    connect(Ipv4Addr::LOCALHOST.into(), door.port).unwrap();
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        connect(Ipv6Addr::LOCALHOST.into(), door.port).unwrap();
    }
    let others: Vec<IpAddr> = [("0.0.0.0:0", "192.0.2.99:9"), ("[::]:0", "[2001:db8::9]:9")]
        .into_iter()
        .filter_map(|(any, afar)| {
            let socket = UdpSocket::bind(any).ok()?;
            // Sends nothing: it tells from which address one would.
            socket.connect(afar).ok()?;
            Some(socket.local_addr().ok()?.ip())
        })
        .filter(|ip| !ip.is_loopback())
        .collect();
    if others.is_empty() {
        eprintln!("This machine has no other address: nothing was tried.");
    }
    for ip in others {
        assert!(connect(ip, door.port).is_err(), "{ip}");
    }
}

#[test]
fn only_its_own_name_is_answered() {
    let browser = Entrance::new().enter();
    let TestBrowser {
        entrance: door,
        cookie,
    } = &browser;
    let (name, port) = (&door.authority, door.port);
    let bare = name.split(':').next().unwrap();
    let known = |target: &str, hosts: &[&str]| {
        let line = format!("GET {target} HTTP/1.1");
        send(port, &[&[&*line, &**cookie], hosts].concat(), "")
    };

    for wrong in [
        "evil.example".to_owned(),
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
        format!("cp-00000000000000000000.localhost:{port}"),
        format!("{bare}:1"),
        bare.to_owned(),
        // Another host to a browser, with cookies of its own.
        format!("{bare}.:{port}"),
        format!("{name}.evil.example"),
        format!("evil@{name}"),
        String::new(),
    ] {
        let reply = known(FIRST, &[&format!("host: {wrong}")]);
        assert_eq!(reply.status, 421, "{wrong}");
        tells_nothing(&reply);
    }
    for hosts in [vec![], vec![door.host(); 2]] {
        let lines: Vec<&str> = hosts.iter().map(String::as_str).collect();
        let reply = known(FIRST, &lines);
        assert_eq!(reply.status, 400, "RFC 9112 §3.2");
        tells_nothing(&reply);
    }

    // RFC 9110 §4.2.3: upper case is the same name. RFC 9112 §3.2.2: what the target names is
    // asked for, whatever Host says.
    let host = door.host();
    let loud = format!("host: {}", name.to_uppercase());
    assert_eq!(known(FIRST, &[&loud]).status, 200);
    let absolute = format!("http://{name}{FIRST}");
    assert_eq!(known(&absolute, &[&host]).status, 200);
    for target in [
        format!("http://evil.example{FIRST}"),
        format!("https://{name}{FIRST}"),
        format!("http://127.0.0.1:{port}{FIRST}"),
    ] {
        let reply = known(&target, &[&host]);
        assert_eq!(reply.status, 421, "{target}");
        tells_nothing(&reply);
    }
}

#[test]
fn who_was_not_let_in_learns_nothing_on_any_path() {
    let browser = Entrance::new().enter();
    let TestBrowser {
        entrance: door,
        cookie,
    } = &browser;
    let wrong = format!("cookie: card-points={}", "0".repeat(64));
    let others = ["/style.css", "/script.js", "/icon.svg", "/nowhere"];
    for path in PATHS.into_iter().chain(others) {
        refuses(&door.get(path, &[]));
        refuses(&door.get(path, &[&wrong]));
        refuses(&door.post(path, &[&door.origin()], "do=quit"));
        refuses(&door.call("DELETE", path, &[]));
    }
    assert_eq!(browser.get(FIRST).status, 200);
    assert_eq!(door.get(FIRST, &[&cookie.to_uppercase()]).status, 403);
}

#[test]
fn forms_come_from_its_own_pages_only() {
    let browser = Entrance::new().enter();
    let TestBrowser {
        entrance: door,
        cookie,
    } = &browser;
    let page = browser.page();
    let form = format!("serial={}&do=quit", serial(&page));
    let bare = door.authority.split(':').next().unwrap();
    for wrong in [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("http://{bare}:1"),
        format!("http://{bare}"),
        format!("https://{}", door.authority),
        format!("http://{}.evil.example", door.authority),
        format!("http://{}/", door.authority),
        format!("http://{}", door.authority.to_uppercase()),
    ] {
        let origin = format!("origin: {wrong}");
        refuses(&door.post("/", &[cookie, &origin], &form));
    }
    refuses(&door.post("/", &[cookie], &form));
    // Another port of the same name is the same site to a strict cookie.
    for site in ["same-site", "cross-site"] {
        let site = format!("sec-fetch-site: {site}");
        refuses(&door.post("/", &[cookie, &door.origin(), &site], &form));
        refuses(&door.get(FIRST, &[cookie, &site]));
    }
    assert_eq!(browser.page().status, 200, "nothing has ended it");
    assert_eq!(browser.post(&form).status, 200);
}

#[test]
fn every_reply_says_what_pages_may_do_and_none_is_kept() {
    let browser = Entrance::new().enter();
    let TestBrowser {
        entrance: door,
        cookie,
    } = &browser;
    for path in PATHS.into_iter().filter(|path| *path != "/events") {
        let reply = browser.get(path);
        is_guarded(&reply);
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert!(!reply.body.contains("<script>"), "{path}");
        assert!(!reply.body.contains("style=\""), "{path}");
    }
    for path in ["/style.css", "/script.js", "/icon.svg"] {
        let reply = browser.get(path);
        is_guarded(&reply);
        let kept = reply.header("cache-control").unwrap();
        assert!(kept.starts_with("private, "), "{path}: {kept}");
    }
    let large = "x".repeat(20_000);
    for (status, reply) in [
        (404, browser.get("/nowhere")),
        (404, browser.get("/ask/../end/")),
        (405, door.call("DELETE", "/", &[cookie])),
        (405, door.get("/enter", &[])),
        (413, browser.post(&large)),
        (413, door.post("/enter", &["origin: null"], &large)),
    ] {
        assert_eq!(reply.status, status, "{reply:?}");
        is_guarded(&reply);
        assert!(
            reply.body.len() < 60 && !reply.body.contains('<'),
            "{reply:?}"
        );
    }
    assert_eq!(browser.page().status, 200, "the journey goes on");
}

#[test]
fn what_was_typed_on_an_older_page_changes_nothing() {
    let browser = Entrance::new().enter();
    let first = browser.page();
    let form = format!("serial={}&choice=apply", serial(&first));
    browser.post(&form);
    browser.until("/ask/applied");
    let again = browser.post(&form);
    assert_eq!(again.header("location"), Some("/ask/applied"));
}
