//! Which requests are answered, and the headers of every reply.

use super::client::{HttpReply, connect, send};
use super::program::{Entrance, TestBrowser, serial};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};

/// The protected pages.
const PATHS: [&str; 6] = ["/", "/ask/home", "/card", "/end", "/events", "/practice"];

/// The first question.
const FIRST: &str = "/ask/home";

fn assert_guarded(reply: &HttpReply) {
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

/// A reply from which a stranger learns nothing.
fn assert_empty(reply: &HttpReply) {
    assert_guarded(reply);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("set-cookie"), None);
    assert_eq!(reply.body, "", "{reply:?}");
}

/// The page without access: no question, no form but that of the languages, no serial.
fn assert_refused(reply: &HttpReply) {
    assert_guarded(reply);
    assert_eq!(reply.status, 403, "{reply:?}");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("set-cookie"), None);
    assert!(reply.body.contains("This page belongs to another window"));
    assert!(!reply.body.contains("What would you like to do"));
    assert_eq!(serial(reply), "0");
}

#[test]
fn the_program_listens_on_loopback_only() {
    let entrance = Entrance::new();
    connect(Ipv4Addr::LOCALHOST.into(), entrance.port).unwrap();
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        connect(Ipv6Addr::LOCALHOST.into(), entrance.port).unwrap();
    }
    let others: Vec<IpAddr> = [("0.0.0.0:0", "192.0.2.99:9"), ("[::]:0", "[2001:db8::9]:9")]
        .into_iter()
        .filter_map(|(any, afar)| {
            let socket = UdpSocket::bind(any).ok()?;
            // Sends nothing, but selects the local address.
            socket.connect(afar).ok()?;
            Some(socket.local_addr().ok()?.ip())
        })
        .filter(|ip| !ip.is_loopback())
        .collect();
    if others.is_empty() {
        eprintln!("This computer has no other address: nothing was tested.");
    }
    for ip in others {
        assert!(connect(ip, entrance.port).is_err(), "{ip}");
    }
}

#[test]
fn only_requests_to_its_own_host_name_are_answered() {
    let browser = Entrance::new().enter();
    let TestBrowser { entrance, cookie } = &browser;
    let (name, port) = (&entrance.authority, entrance.port);
    let bare = name.split(':').next().unwrap();
    let request = |target: &str, hosts: &[&str]| {
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
        // A browser sends other cookies to this host.
        format!("{bare}.:{port}"),
        format!("{name}.evil.example"),
        format!("evil@{name}"),
        String::new(),
    ] {
        let reply = request(FIRST, &[&format!("host: {wrong}")]);
        assert_eq!(reply.status, 421, "{wrong}");
        assert_empty(&reply);
    }
    for hosts in [vec![], vec![entrance.host(); 2]] {
        let lines: Vec<&str> = hosts.iter().map(String::as_str).collect();
        let reply = request(FIRST, &lines);
        assert_eq!(reply.status, 400, "RFC 9112 §3.2");
        assert_empty(&reply);
    }

    // RFC 9110 §4.2.3: upper case is the same name. RFC 9112 §3.2.2: an absolute target counts, not
    // the Host header.
    let host = entrance.host();
    let upper_case = format!("host: {}", name.to_uppercase());
    assert_eq!(request(FIRST, &[&upper_case]).status, 200);
    let absolute = format!("http://{name}{FIRST}");
    assert_eq!(request(&absolute, &[&host]).status, 200);
    for target in [
        format!("http://evil.example{FIRST}"),
        format!("https://{name}{FIRST}"),
        format!("http://127.0.0.1:{port}{FIRST}"),
    ] {
        let reply = request(&target, &[&host]);
        assert_eq!(reply.status, 421, "{target}");
        assert_empty(&reply);
    }
}

#[test]
fn without_access_every_path_is_refused() {
    let browser = Entrance::new().enter();
    let TestBrowser { entrance, cookie } = &browser;
    let wrong = format!("cookie: card-points={}", "0".repeat(64));
    let others = ["/style.css", "/script.js", "/icon.svg", "/nowhere"];
    for path in PATHS.into_iter().chain(others) {
        assert_refused(&entrance.get(path, &[]));
        assert_refused(&entrance.get(path, &[&wrong]));
        assert_refused(&entrance.post(path, &[&entrance.origin()], "do=quit"));
        assert_refused(&entrance.call("DELETE", path, &[]));
    }
    assert_eq!(browser.get(FIRST).status, 200);
    assert_eq!(entrance.get(FIRST, &[&cookie.to_uppercase()]).status, 403);
}

#[test]
fn only_forms_of_its_own_pages_are_accepted() {
    let browser = Entrance::new().enter();
    let TestBrowser { entrance, cookie } = &browser;
    let page = browser.page();
    let form = format!("serial={}&do=quit", serial(&page));
    let bare = entrance.authority.split(':').next().unwrap();
    for wrong in [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("http://{bare}:1"),
        format!("http://{bare}"),
        format!("https://{}", entrance.authority),
        format!("http://{}.evil.example", entrance.authority),
        format!("http://{}/", entrance.authority),
        format!("http://{}", entrance.authority.to_uppercase()),
    ] {
        let origin = format!("origin: {wrong}");
        assert_refused(&entrance.post("/", &[cookie, &origin], &form));
    }
    assert_refused(&entrance.post("/", &[cookie], &form));
    // Another port of the same name is the same site to a strict cookie.
    for site in ["same-site", "cross-site"] {
        let site = format!("sec-fetch-site: {site}");
        assert_refused(&entrance.post("/", &[cookie, &entrance.origin(), &site], &form));
        assert_refused(&entrance.get(FIRST, &[cookie, &site]));
    }
    assert_eq!(browser.page().status, 200, "the program still runs");
    assert_eq!(browser.post(&form).status, 200);
}

#[test]
fn every_reply_has_security_headers_and_no_page_is_stored() {
    let browser = Entrance::new().enter();
    let TestBrowser { entrance, cookie } = &browser;
    for path in PATHS.into_iter().filter(|path| *path != "/events") {
        let reply = browser.get(path);
        assert_guarded(&reply);
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert!(!reply.body.contains("<script>"), "{path}");
        assert!(!reply.body.contains("style=\""), "{path}");
    }
    for path in ["/style.css", "/script.js", "/icon.svg"] {
        let reply = browser.get(path);
        assert_guarded(&reply);
        let caching = reply.header("cache-control").unwrap();
        assert!(caching.starts_with("private, "), "{path}: {caching}");
    }
    let large = "x".repeat(20_000);
    for (status, reply) in [
        (404, browser.get("/nowhere")),
        (404, browser.get("/ask/../end/")),
        (405, entrance.call("DELETE", "/", &[cookie])),
        (405, entrance.get("/enter", &[])),
        (413, browser.post(&large)),
        (413, entrance.post("/enter", &["origin: null"], &large)),
    ] {
        assert_eq!(reply.status, status, "{reply:?}");
        assert_guarded(&reply);
        assert!(
            reply.body.len() < 60 && !reply.body.contains('<'),
            "{reply:?}"
        );
    }
    assert_eq!(browser.page().status, 200, "the journey goes on");
}

#[test]
fn a_form_of_an_older_page_changes_nothing() {
    let browser = Entrance::new().enter();
    let first = browser.page();
    let form = format!("serial={}&choice=apply", serial(&first));
    browser.post(&form);
    browser.until("/ask/applied");
    let again = browser.post(&form);
    assert_eq!(again.header("location"), Some("/ask/applied"));
}

#[test]
fn a_search_gives_the_ids_of_what_it_finds() {
    let browser = Entrance::new().enter();
    assert_eq!(browser.get("/search?q=pay").status, 200, "any list has one");
    browser.until("/ask/service");
    let all = browser.get("/search").body;
    assert!(all.contains("\"MP0000001\",\"MP0000002\""), "{all}");
    let number = browser.get("/search?q=mp0000001");
    assert_eq!(number.body, "[\"MP0000001\"]");
    assert_eq!(number.header("cache-control"), Some("no-store"));
    assert_eq!(browser.get("/search?q=nowhere").body, "[]");
    browser.until("/ask/account");
    assert_eq!(browser.get("/search?q=pay").status, 404);
}
