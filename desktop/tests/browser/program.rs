//! The running program, and a browser that has entered.

use super::client::{HttpReply, send};
use std::io::{BufRead, BufReader, Read as _};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// A folder whose name is not hidden, since a browser from a snap can't read hidden ones.
fn visible_folder() -> TempDir {
    let mut folder = tempfile::Builder::new();
    folder.prefix("card-points-").tempdir().unwrap()
}

/// The running program.
pub struct RunningProgram {
    pub child: Child,
    pub out: BufReader<ChildStdout>,
    pub err: BufReader<ChildStderr>,
    /// The folder of its files, removed after the program has ended.
    pub folder: TempDir,
}

impl RunningProgram {
    /// Starts it with the sandbox, and with no other environment variables than these.
    pub fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = visible_folder();
        let mut child = Command::new(env!("CARGO_BIN_EXE_card-points"))
            .arg("open")
            .args(arguments)
            .env_clear()
            .env("XDG_STATE_HOME", folder.path())
            .env("HOME", folder.path())
            .env("LOCALAPPDATA", folder.path())
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            out: BufReader::new(child.stdout.take().unwrap()),
            err: BufReader::new(child.stderr.take().unwrap()),
            child,
            folder,
        }
    }

    /// The next line on standard output.
    pub fn line(&mut self) -> String {
        line(&mut self.out)
    }

    /// The next line on standard error.
    pub fn error_line(&mut self) -> String {
        line(&mut self.err)
    }

    /// Stops it as Ctrl-C does; returns its exit code and its standard error.
    #[cfg(unix)]
    pub fn stop(mut self) -> (i32, String) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", "INT", &id]).status();
        assert!(sent.unwrap().success());
        let mut printed = String::new();
        self.err.read_to_string(&mut printed).unwrap();
        (self.child.wait().unwrap().code().unwrap(), printed)
    }
}

fn line(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

impl Drop for RunningProgram {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with `--no-browser`: nobody has entered yet.
pub struct Entrance {
    pub program: RunningProgram,
    /// `cp-….localhost:PORT`
    pub authority: String,
    pub port: u16,
    pub token: String,
}

impl Entrance {
    pub fn new() -> Self {
        Self::printed(RunningProgram::start(&["--no-browser"], &[]))
    }

    /// Reads the printed address.
    pub fn printed(mut program: RunningProgram) -> Self {
        let address = program.line();
        let rest = address.strip_prefix("http://").expect("an address");
        let (authority, token) = rest.split_once("/enter/").expect("an entry path");
        let (host, port) = authority.split_once(':').unwrap();
        assert!(host.starts_with("cp-") && host.ends_with(".localhost"));
        Self {
            authority: authority.to_owned(),
            port: port.parse().unwrap(),
            token: token.to_owned(),
            program,
        }
    }

    pub fn host(&self) -> String {
        format!("host: {}", self.authority)
    }

    pub fn origin(&self) -> String {
        format!("origin: http://{}", self.authority)
    }

    /// Requests `target` at the right host, with more header lines.
    pub fn call(&self, method: &str, target: &str, more: &[&str]) -> HttpReply {
        let line = format!("{method} {target} HTTP/1.1");
        let host = self.host();
        send(self.port, &[&[&*line, &*host], more].concat(), "")
    }

    pub fn get(&self, target: &str, more: &[&str]) -> HttpReply {
        self.call("GET", target, more)
    }

    /// Sends a form to the right host, with more header lines.
    pub fn post(&self, target: &str, more: &[&str], form: &str) -> HttpReply {
        let line = format!("POST {target} HTTP/1.1");
        let length = format!("content-length: {}", form.len());
        let kind = "content-type: application/x-www-form-urlencoded";
        let lines = [&*line, &*self.host(), &*length, kind];
        send(self.port, &[&lines, more].concat(), form)
    }

    /// Enters, once.
    pub fn enter(self) -> TestBrowser {
        let reply = self.get(&format!("/enter/{}", self.token), &[]);
        assert_eq!(reply.status, 200, "{reply:?}");
        let cookie = format!("cookie: {}", reply.cookie().expect("a cookie"));
        let browser = TestBrowser {
            entrance: self,
            cookie,
        };
        // Waits for the first page.
        browser.get("/");
        browser
    }
}

/// A browser that has entered.
pub struct TestBrowser {
    pub entrance: Entrance,
    /// The header line.
    pub cookie: String,
}

impl TestBrowser {
    pub fn get(&self, target: &str) -> HttpReply {
        self.entrance.get(target, &[&self.cookie])
    }

    /// Sends a form as a page does.
    pub fn post(&self, form: &str) -> HttpReply {
        self.entrance
            .post("/", &[&self.cookie, &self.entrance.origin()], form)
    }

    /// Follows redirects to the current page.
    pub fn page(&self) -> HttpReply {
        let mut reply = self.get("/");
        while reply.status == 303 {
            reply = self.get(reply.header("location").unwrap());
        }
        reply
    }
}

/// The serial in a page's form.
pub fn serial(page: &HttpReply) -> &str {
    let (_, rest) = page
        .body
        .split_once("name=\"serial\" value=\"")
        .expect("a form");
    rest.split('"').next().unwrap()
}
