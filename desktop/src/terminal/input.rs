//! Input from a terminal or a pipe: line by line, or hidden.

use crate::stop::{STOP_POLL_INTERVAL, StopSignal};
use card_points::secret::Secret;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::{event, terminal};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use zeroize::Zeroizing;

/// Longest line that is accepted, in bytes, with its end.
const MAX_LINE_BYTES: usize = 4096;

/// What a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedInput {
    /// A line, without its end.
    Line(Secret),
    /// Esc, if keys are read one by one.
    Escape,
    /// Ctrl-C, or the end of the input.
    Stop,
}

/// A source of lines.
pub trait LineSource {
    /// The next line.
    fn line(&mut self) -> TypedInput;
    /// The next line, which is not shown.
    fn secret(&mut self) -> TypedInput;
}

/// Standard input.
pub struct StandardInput(pub StopSignal);

impl LineSource for StandardInput {
    /// A blocking read can't be interrupted: a thread does it, so that Ctrl-C is noticed meanwhile.
    fn line(&mut self) -> TypedInput {
        let (sender, receiver) = sync_channel(1);
        let spawned = std::thread::Builder::new()
            .name("typing".into())
            .spawn(move || sender.send(read_line(&mut io::stdin().lock())));
        if spawned.is_err() {
            return TypedInput::Stop;
        }
        loop {
            match receiver.recv_timeout(STOP_POLL_INTERVAL) {
                Ok(Some(line)) => return TypedInput::Line(line),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return TypedInput::Stop,
                Err(RecvTimeoutError::Timeout) if self.0.is_requested() => return TypedInput::Stop,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn secret(&mut self) -> TypedInput {
        if io::stdin().is_terminal() {
            read_hidden_line(&self.0)
        } else {
            self.line()
        }
    }
}

/// A line from `input`; `None` at its end, or if the line is too long.
pub fn read_line(input: &mut impl io::BufRead) -> Option<Secret> {
    let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE_BYTES));
    let limit = u64::try_from(MAX_LINE_BYTES).unwrap_or(u64::MAX);
    io::BufRead::read_until(&mut io::Read::take(input, limit), b'\n', &mut line).ok()?;
    if line.is_empty() || line.len() == MAX_LINE_BYTES {
        return None;
    }
    let text = line.strip_suffix(b"\n").unwrap_or(&line);
    Some(text.strip_suffix(b"\r").unwrap_or(text).into())
}

/// Raw mode of the terminal, until this is dropped.
struct RawMode;

impl RawMode {
    fn new() -> io::Result<Self> {
        terminal::enable_raw_mode().map(|()| Self)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        // The terminal may be closed already.
        let _ = terminal::disable_raw_mode();
    }
}

/// Reads a line from the terminal without showing it.
pub fn read_hidden_line(stop: &StopSignal) -> TypedInput {
    let Ok(_raw_mode) = RawMode::new() else {
        return TypedInput::Stop;
    };
    let mut line = HiddenLine::default();
    while !stop.is_requested() {
        match event::poll(STOP_POLL_INTERVAL) {
            Ok(false) => continue,
            Err(_) => return TypedInput::Stop,
            Ok(true) => {}
        }
        match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                if let Some(input) = line.press(key) {
                    return input;
                }
            }
            Ok(_) => {}
            Err(_) => return TypedInput::Stop,
        }
    }
    TypedInput::Stop
}

/// A hidden line that is being typed.
struct HiddenLine(Zeroizing<String>);

impl Default for HiddenLine {
    fn default() -> Self {
        // It never grows: growing would leave a copy in memory.
        Self(Zeroizing::new(String::with_capacity(MAX_LINE_BYTES)))
    }
}

impl HiddenLine {
    fn press(&mut self, key: KeyEvent) -> Option<TypedInput> {
        match key.code {
            KeyCode::Enter => return Some(TypedInput::Line(self.0.as_str().into())),
            KeyCode::Esc => return Some(TypedInput::Escape),
            KeyCode::Backspace => {
                self.0.pop();
            }
            KeyCode::Char(char) if key.modifiers.contains(KeyModifiers::CONTROL) => match char {
                'c' | 'd' => return Some(TypedInput::Stop),
                'u' => self.0.clear(),
                _ => {}
            },
            KeyCode::Char(char) if self.0.len() + char.len_utf8() <= MAX_LINE_BYTES => {
                self.0.push(char)
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut HiddenLine, code: KeyCode, modifiers: KeyModifiers) -> Option<TypedInput> {
        line.press(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn a_hidden_line_can_be_edited_before_enter() {
        let mut line = HiddenLine::default();
        for char in "7318".chars() {
            press(&mut line, KeyCode::Char(char), KeyModifiers::NONE);
        }
        press(&mut line, KeyCode::Backspace, KeyModifiers::NONE);
        press(&mut line, KeyCode::Char('9'), KeyModifiers::NONE);
        assert_eq!(
            press(&mut line, KeyCode::Enter, KeyModifiers::NONE),
            Some(TypedInput::Line("7319".into()))
        );
    }

    #[test]
    fn ctrl_c_stops_and_escape_leaves() {
        let mut line = HiddenLine::default();
        assert_eq!(
            press(&mut line, KeyCode::Char('c'), KeyModifiers::CONTROL),
            Some(TypedInput::Stop)
        );
        assert_eq!(
            press(&mut line, KeyCode::Esc, KeyModifiers::NONE),
            Some(TypedInput::Escape)
        );
    }

    #[test]
    fn lines_end_with_any_line_break_and_the_end_of_input_is_none() {
        let mut input = "one\ntwo\r\nthree".as_bytes();
        for line in ["one", "two", "three"] {
            assert_eq!(read_line(&mut input), Some(line.into()));
        }
        assert_eq!(read_line(&mut input), None);
        assert_eq!(read_line(&mut "x".repeat(MAX_LINE_BYTES).as_bytes()), None);
        assert_eq!(read_line(&mut "\n".as_bytes()), Some("".into()));
    }
}
