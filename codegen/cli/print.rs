//! What this program says, on standard output and standard error.
//!
//! In: text. Out: the text, on a stream that is locked while it is written. Where nobody reads any more, as in
//! `tinsmith outline model.json | head -1`, the program ends quietly, with the status that a shell tells of a Unix tool in
//! that place. What cannot be written for another reason, a full disk for one, ends it with status 2. The standard
//! library's macros panic in both cases: those of this module have their names and come first, so that no line of the
//! program can take the others. `xtask` has the same module.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::process::exit;

/// 128 and the number of the signal SIGPIPE, by which such tools end.
const CLOSED: i32 = 141;
/// Neither that something is wrong with a model, nor that something breaks.
const FAILED: i32 = 2;

macro_rules! print {
    ($($text:tt)*) => { $crate::print::out(format_args!($($text)*)) };
}

macro_rules! println {
    ($($text:tt)*) => { $crate::print::out(format_args!("{}\n", format_args!($($text)*))) };
}

macro_rules! eprint {
    ($($text:tt)*) => { $crate::print::err(format_args!($($text)*)) };
}

macro_rules! eprintln {
    ($($text:tt)*) => { $crate::print::err(format_args!("{}\n", format_args!($($text)*))) };
}

/// Writes to standard output, or ends the program.
pub(crate) fn out(text: Arguments<'_>) {
    if let Err(error) = written(stdout().lock(), text) {
        if error.kind() != ErrorKind::BrokenPipe {
            eprintln!("error: cannot write to standard output: {error}");
        }
        end(&error);
    }
}

/// Writes to standard error, or ends the program: what was wrong is then said by its status alone.
pub(crate) fn err(text: Arguments<'_>) {
    if let Err(error) = written(stderr().lock(), text) {
        end(&error);
    }
}

/// Flushed, since what is left in a buffer at the end of the program is lost without a word.
fn written(mut to: impl Write, text: Arguments<'_>) -> io::Result<()> {
    to.write_fmt(text)?;
    to.flush()
}

fn end(error: &io::Error) -> ! {
    exit(match error.kind() {
        ErrorKind::BrokenPipe => CLOSED,
        _ => FAILED,
    })
}
