//! What a person types, line by line, or unseen.

use crate::stop::{GLANCE, Stop};
use card_points::secret::Secret;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::{event, terminal};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use zeroize::Zeroizing;

/// Longest line that is taken, in bytes.
const LONGEST: usize = 4096;

/// What came of a wait for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A line, without its end.
    Line(Secret),
    /// Esc, where keys are read one by one.
    Escape,
    /// Ctrl-C, or nothing will ever come any more.
    Stop,
}

/// Where lines come from.
pub trait Keys {
    /// The next line.
    fn line(&mut self) -> Typed;
    /// The next line, which nobody may see.
    fn secret(&mut self) -> Typed;
}

/// Standard input.
pub struct Stdin(pub Stop);

impl Keys for Stdin {
    /// The read itself can't be woken, so a thread does it: Ctrl-C is noticed meanwhile.
    fn line(&mut self) -> Typed {
        let (typed, line) = sync_channel(1);
        let spawned = std::thread::Builder::new()
            .name("typing".into())
            .spawn(move || typed.send(read_line(&mut io::stdin().lock())));
        if spawned.is_err() {
            return Typed::Stop;
        }
        loop {
            match line.recv_timeout(GLANCE) {
                Ok(Some(line)) => return Typed::Line(line),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return Typed::Stop,
                Err(RecvTimeoutError::Timeout) if self.0.is_wanted() => return Typed::Stop,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn secret(&mut self) -> Typed {
        if io::stdin().is_terminal() {
            unseen(&self.0)
        } else {
            self.line()
        }
    }
}

/// A line from `input`; `None` at its end, or when it is longer than anybody types.
pub fn read_line(input: &mut impl io::BufRead) -> Option<Secret> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    io::BufRead::read_until(&mut io::Read::take(input, limit), b'\n', &mut line).ok()?;
    if line.is_empty() || line.len() == LONGEST {
        return None;
    }
    let text = line.strip_suffix(b"\n").unwrap_or(&line);
    Some(text.strip_suffix(b"\r").unwrap_or(text).into())
}

/// Keys are read one by one while this lives; the terminal is then as it was.
struct Raw;

impl Raw {
    fn new() -> io::Result<Self> {
        terminal::enable_raw_mode().map(|()| Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing is left to be done about a terminal that has gone.
        let _ = terminal::disable_raw_mode();
    }
}

/// Reads a line from the terminal without showing anything of it.
pub fn unseen(stop: &Stop) -> Typed {
    let Ok(_raw) = Raw::new() else {
        return Typed::Stop;
    };
    let mut typed = Unseen::default();
    while !stop.is_wanted() {
        match event::poll(GLANCE) {
            Ok(false) => continue,
            Err(_) => return Typed::Stop,
            Ok(true) => {}
        }
        match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                if let Some(end) = typed.press(key) {
                    return end;
                }
            }
            Ok(_) => {}
            Err(_) => return Typed::Stop,
        }
    }
    Typed::Stop
}

/// What has been typed so far.
struct Unseen(Zeroizing<String>);

impl Default for Unseen {
    fn default() -> Self {
        // Never grows: growing would leave a copy behind.
        Self(Zeroizing::new(String::with_capacity(LONGEST)))
    }
}

impl Unseen {
    fn press(&mut self, key: KeyEvent) -> Option<Typed> {
        match key.code {
            KeyCode::Enter => return Some(Typed::Line(self.0.as_str().into())),
            KeyCode::Esc => return Some(Typed::Escape),
            KeyCode::Backspace => {
                self.0.pop();
            }
            KeyCode::Char(char) if key.modifiers.contains(KeyModifiers::CONTROL) => match char {
                'c' | 'd' => return Some(Typed::Stop),
                'u' => self.0.clear(),
                _ => {}
            },
            KeyCode::Char(char) if self.0.len() + char.len_utf8() <= LONGEST => self.0.push(char),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(typed: &mut Unseen, code: KeyCode, modifiers: KeyModifiers) -> Option<Typed> {
        typed.press(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn an_unseen_line_can_be_mended_before_enter() {
        let mut typed = Unseen::default();
        for char in "7318".chars() {
            press(&mut typed, KeyCode::Char(char), KeyModifiers::NONE);
        }
        press(&mut typed, KeyCode::Backspace, KeyModifiers::NONE);
        press(&mut typed, KeyCode::Char('9'), KeyModifiers::NONE);
        assert_eq!(
            press(&mut typed, KeyCode::Enter, KeyModifiers::NONE),
            Some(Typed::Line("7319".into()))
        );
    }

    #[test]
    fn ctrl_c_stops_and_escape_leaves() {
        let mut typed = Unseen::default();
        assert_eq!(
            press(&mut typed, KeyCode::Char('c'), KeyModifiers::CONTROL),
            Some(Typed::Stop)
        );
        assert_eq!(
            press(&mut typed, KeyCode::Esc, KeyModifiers::NONE),
            Some(Typed::Escape)
        );
    }

    #[test]
    fn lines_end_in_any_manner_and_the_end_of_input_is_told() {
        let mut input = "one\ntwo\r\nthree".as_bytes();
        for line in ["one", "two", "three"] {
            assert_eq!(read_line(&mut input), Some(line.into()));
        }
        assert_eq!(read_line(&mut input), None);
        assert_eq!(read_line(&mut "x".repeat(LONGEST).as_bytes()), None);
        assert_eq!(read_line(&mut "\n".as_bytes()), Some("".into()));
    }
}
