//! A whole journey by forms alone.

use super::client::Reply;
use super::opened::{Browser, serial};

/// The newcomer's password and security code.
pub const PASSWORD: &str = "5093";
pub const CODE: &str = "0311";

/// What the newcomer answers on the page at `path`.
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

impl Browser {
    /// Where the journey is.
    pub fn path(&self) -> String {
        self.get("/").header("location").unwrap().to_owned()
    }

    /// Sends `form` with the number of the page that is open.
    pub fn fill(&self, form: &str) -> Reply {
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
    let browser = super::opened::Door::new().enter();
    browser.until("/end");
    let page = browser.page();
    assert!(page.body.contains("Application Submitted"), "{}", page.body);
}
