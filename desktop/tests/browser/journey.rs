//! A whole journey by forms alone.

use super::client::HttpReply;
use super::program::{Entrance, TestBrowser, serial};

/// The newcomer's password and security code.
pub const PASSWORD: &str = "5093";
pub const CODE: &str = "0311";

/// The newcomer's answer on the page at `path`.
fn answer(path: &str) -> String {
    match path {
        "/ask/home" => "choice=apply".into(),
        "/ask/applied" => "choice=no".into(),
        "/ask/holder" => "choice=myself".into(),
        "/ask/measures" => "choice=new-card&choice=health-insurance&choice=receipt-account".into(),
        "/ask/service" => "choice=MP0000001".into(),
        "/ask/account" => format!("field-account=4001713132&field-code-1={CODE}"),
        "/ask/password" => format!("password={PASSWORD}"),
        "/ask/terms" | "/ask/confirm" => "do=go".into(),
        "/card" => "do=lay".into(),
        other => panic!("{other} was not expected"),
    }
}

impl TestBrowser {
    /// The path of the current page.
    pub fn path(&self) -> String {
        self.get("/").header("location").unwrap().to_owned()
    }

    /// Sends `form` with the serial of the current page.
    pub fn fill(&self, form: &str) -> HttpReply {
        let page = self.page();
        self.post(&format!("serial={}&{form}", serial(&page)))
    }

    /// Answers as the newcomer until the page at `path`.
    pub fn until(&self, path: &str) {
        loop {
            let now = self.path();
            if now == path {
                return;
            }
            self.fill(&answer(&now));
        }
    }
}

#[test]
fn the_newcomer_applies_by_forms_alone() {
    let browser = Entrance::new().enter();
    browser.until("/end");
    let page = browser.page();
    assert!(page.body.contains("Application Submitted"), "{}", page.body);
}

/// The typed values are random: the data of the sandbox does not contain them.
#[cfg(unix)]
#[test]
fn typed_secrets_are_on_no_page_and_in_no_output() {
    const TYPED: [&str; 3] = ["8264", "9173", "no-password"];
    let browser = Entrance::new().enter();
    browser.until("/ask/account");
    browser.fill("field-account=4001713132&field-code-1=9173");
    browser.until("/ask/confirm");
    let summary = browser.page().body;
    assert!(summary.contains("4001"), "{summary}");
    browser.until("/ask/password");
    browser.fill("password=no-password");
    let rejected = browser.page().body;
    browser.fill("password=8264");
    browser.fill("do=lay");
    browser.until("/ask/password");
    let wrong = browser.page().body;
    browser.post("password=%ff%00&serial=&do=go:8264");
    let (_, printed) = browser.entrance.program.stop();
    for typed in TYPED {
        for shown in [&summary, &rejected, &wrong, &printed] {
            assert!(!shown.contains(typed), "{typed} in {shown}");
        }
    }
}
