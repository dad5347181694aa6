//! The project's tasks, when nobody reads what they say.
//!
//! In: a pipe whose reader has gone. Out: whether the task ends quietly, with the status that a shell tells of a Unix tool
//! in that place.

use std::io::pipe;
use std::process::Command;

#[test]
fn a_reader_that_goes_away_ends_the_task_quietly() {
    let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let has_revisions = Command::new("git")
        .args(["rev-parse", "--quiet", "--verify", "HEAD"])
        .current_dir(checkout)
        .output()
        .is_ok_and(|output| output.status.success());
    // a copy without its history has nothing to compare with
    if !has_revisions {
        return;
    }
    for format in ["text", "markdown", "json"] {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["diff", "--base", "HEAD", "--format", format])
            .current_dir(checkout)
            .stdout(writer)
            .output()
            .expect("the task runs");
        assert_eq!(output.status.code(), Some(141), "{format}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.is_empty(), "{format}: {said}");
    }
}
