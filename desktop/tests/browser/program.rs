//! The program, open on a port of its own, and a browser that it let in.

use super::client::{HttpReply, send};
use std::io::{BufRead, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("card-points-browser-{}-{nth}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program while it runs.
pub struct RunningProgram {
    pub child: Child,
    pub out: BufReader<ChildStdout>,
    pub err: BufReader<ChildStderr>,
    /// Where it keeps what it keeps; the last of it goes after the program.
    pub folder: Folder,
}

impl RunningProgram {
    /// Starts it in the practice world, with nothing of the tester's environment but this.
    pub fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = Folder::new();
        let mut child = Command::new(env!("CARGO_BIN_EXE_card-points"))
            .arg("open")
            .args(arguments)
            .env_clear()
            .env("XDG_STATE_HOME", &folder.0)
            .env("HOME", &folder.0)
            .env("LOCALAPPDATA", &folder.0)
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

    /// Asks it to end, as Ctrl-C does, and gives its exit code and what it said on standard error.
    #[cfg(unix)]
    pub fn stop(mut self) -> (i32, String) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", "INT", &id]).status();
        assert!(sent.unwrap().success());
        let mut said = String::new();
        self.err.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code().unwrap(), said)
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

/// The program as `--no-browser` starts it: nobody is in yet.
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

    /// By the address that is printed.
    pub fn printed(mut opened: RunningProgram) -> Self {
        let address = opened.line();
        let rest = address.strip_prefix("http://").expect("an address");
        let (authority, token) = rest.split_once("/enter/").expect("the way in");
        let (host, port) = authority.split_once(':').unwrap();
        assert!(host.starts_with("cp-") && host.ends_with(".localhost"));
        Self {
            authority: authority.to_owned(),
            port: port.parse().unwrap(),
            token: token.to_owned(),
            program: opened,
        }
    }

    pub fn host(&self) -> String {
        format!("host: {}", self.authority)
    }

    pub fn origin(&self) -> String {
        format!("origin: http://{}", self.authority)
    }

    /// Asks for `target` by the right name, with more header lines.
    pub fn call(&self, method: &str, target: &str, more: &[&str]) -> HttpReply {
        let line = format!("{method} {target} HTTP/1.1");
        let host = self.host();
        send(self.port, &[&[&*line, &*host], more].concat(), "")
    }

    pub fn get(&self, target: &str, more: &[&str]) -> HttpReply {
        self.call("GET", target, more)
    }

    /// Sends a form by the right name, with more header lines.
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
        // Waits until there is something to show.
        browser.get("/");
        browser
    }
}

/// A browser that was let in.
pub struct TestBrowser {
    pub entrance: Entrance,
    /// The header line.
    pub cookie: String,
}

impl TestBrowser {
    pub fn get(&self, target: &str) -> HttpReply {
        self.entrance.get(target, &[&self.cookie])
    }

    /// Sends a form, as a page of ours does.
    pub fn post(&self, form: &str) -> HttpReply {
        self.entrance
            .post("/", &[&self.cookie, &self.entrance.origin()], form)
    }

    /// Follows redirections to the page that is shown now.
    pub fn page(&self) -> HttpReply {
        let mut reply = self.get("/");
        while reply.status == 303 {
            reply = self.get(reply.header("location").unwrap());
        }
        reply
    }
}

/// The number that a page's form carries.
pub fn serial(page: &HttpReply) -> &str {
    let (_, rest) = page
        .body
        .split_once("name=\"serial\" value=\"")
        .expect("a form");
    rest.split('"').next().unwrap()
}
