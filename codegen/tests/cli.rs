//! The command line, as people run it.
//!
//! In: models in a temporary folder. Out: the exit status, what is said, and what is in the folder of the crate
//! afterwards: all of it on success, and what was there before on failure.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, pipe};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const MODEL: &str = r#"{
  "version": "2.0",
  "metadata": { "apiVersion": "2026-01-01", "protocol": "rest-json", "serviceId": "Park" },
  "operations": {
    "GetTree": {
      "name": "GetTree",
      "http": { "method": "GET", "requestUri": "/tree" },
      "output": { "shape": "Tree" }
    }
  },
  "shapes": {
    "Tree": { "type": "structure", "members": { "kind": { "shape": "Kind" } } },
    "Kind": { "type": "string", "enum": ["OAK", "ELM"] }
  }
}
"#;

/// A folder of its own for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tinsmith-cli-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("a file can be written");
    }

    /// Runs the command in the folder.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tinsmith"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .expect("the command runs")
    }

    /// Every file of the crate, with its bytes.
    fn out(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.0.join("out"), &mut found);
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const GENERATE: [&str; 5] = ["generate", "--model", "model.json", "--out", "out"];

#[test]
fn a_sound_model_becomes_a_crate() {
    let folder = Folder::new("sound");
    folder.write("model.json", MODEL);
    let first = folder.run(&GENERATE);
    assert!(first.status.success(), "{}", said(&first));
    let files = folder.out();
    assert!(
        files.keys().any(|path| path.ends_with("src/types/kind.rs")),
        "{:?}",
        files.keys()
    );
    let again = folder.run(&GENERATE);
    assert!(
        again.status.success() && said(&again).contains("0 files written or removed"),
        "{}",
        said(&again)
    );
    assert_eq!(folder.out(), files);
}

#[test]
fn a_model_that_cannot_be_used_changes_nothing() {
    let folder = Folder::new("unsound");
    folder.write("model.json", MODEL);
    assert!(folder.run(&GENERATE).status.success());
    folder.write("out/NOTES.md", "mine");
    let before = folder.out();
    let faults = [
        (
            "not JSON",
            MODEL.replace("\"version\"", "version"),
            "model.json:2:3",
        ),
        (
            "a dangling reference",
            MODEL.replace("{ \"shape\": \"Kind\" }", "{ \"shape\": \"Sort\" }"),
            "model.json:12:57",
        ),
        (
            "an enum of duplicates",
            MODEL.replace("\"ELM\"", "\"OAK\""),
            "model.json:13:49",
        ),
        (
            "another protocol",
            MODEL.replace("rest-json", "rest-xml"),
            "model.json:3:57",
        ),
    ];
    for (fault, model, place) in faults {
        folder.write("model.json", &model);
        let output = folder.run(&GENERATE);
        assert_eq!(output.status.code(), Some(1), "{fault}");
        assert!(output.stdout.is_empty(), "{fault}");
        assert!(said(&output).contains(place), "{fault}: {}", said(&output));
        assert!(
            said(&output).contains("out: left as it was"),
            "{fault}: {}",
            said(&output)
        );
        assert_eq!(folder.out(), before, "{fault}");
        let check = folder.run(&["check", "model.json"]);
        assert_eq!(check.status.code(), Some(1), "{fault}");
        assert!(said(&check).contains(place), "{fault}: {}", said(&check));
    }
}

#[test]
fn settings_that_cannot_be_used_change_nothing() {
    let folder = Folder::new("settings");
    folder.write("model.json", MODEL);
    assert!(folder.run(&GENERATE).status.success());
    let before = folder.out();
    let settings = [&GENERATE[..], &["--settings", "settings.toml"]].concat();
    for (text, place, help) in [
        (
            "opertions = []\n",
            "settings.toml:1:1",
            "did you mean \"operations\"?",
        ),
        (
            "sides = []\noperations = [\"GetTre\"]\n",
            "settings.toml:2:15",
            "did you mean \"GetTree\"?",
        ),
    ] {
        folder.write("settings.toml", text);
        let output = folder.run(&settings);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            said(&output).contains(place) && said(&output).contains(help),
            "{text}: {}",
            said(&output)
        );
        assert_eq!(folder.out(), before, "{text}");
    }
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let folder = Folder::new("foreign");
    folder.write("model.json", MODEL);
    fs::create_dir_all(folder.0.join("out/src")).expect("a folder");
    folder.write("out/src/lib.rs", "//! Mine.\n");
    let before = folder.out();
    let output = folder.run(&GENERATE);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("was not generated by Tinsmith"),
        "{}",
        said(&output)
    );
    assert_eq!(folder.out(), before);
}

#[test]
fn a_diff_says_by_its_status_whether_something_breaks() {
    let folder = Folder::new("diff");
    folder.write("old.json", MODEL);
    folder.write("more.json", &MODEL.replace("\"ELM\"", "\"ELM\", \"ASH\""));
    folder.write("less.json", &MODEL.replace(", \"ELM\"", ""));
    folder.write("wrong.json", &MODEL.replace("\"Tree\" }", "\"Bush\" }"));
    let same = folder.run(&["diff", "old.json", "old.json"]);
    assert_eq!(same.status.code(), Some(0), "{}", said(&same));
    let more = folder.run(&["diff", "old.json", "more.json"]);
    assert_eq!(more.status.code(), Some(0), "{}", said(&more));
    let text = String::from_utf8_lossy(&more.stdout).into_owned();
    for part in [
        "addition[enum-value-added] Kind: `ASH`\n  --> more.json:",
        "addition[variant-added] types::Kind::Ash\n  --> more.json:",
        "Rust: code that uses the crate  addition (breaking: 0, additions: 1)",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "{text}");
    let less = folder.run(&["diff", "old.json", "less.json"]);
    assert_eq!(less.status.code(), Some(1), "{}", said(&less));
    let text = String::from_utf8_lossy(&less.stdout).into_owned();
    assert!(
        text.contains("breaking[variant-removed] types::Kind::Elm\n"),
        "{text}"
    );
    let wrong = folder.run(&["diff", "old.json", "wrong.json"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("wrong.json:8:17"), "{}", said(&wrong));
    let absent = folder.run(&["diff", "old.json", "absent.json"]);
    assert_eq!(absent.status.code(), Some(2));
    let format = folder.run(&["diff", "old.json", "old.json", "--format", "xml"]);
    assert_eq!(format.status.code(), Some(2));
}

#[test]
fn a_diff_takes_folders_and_settings_and_speaks_to_tools() {
    let folder = Folder::new("diff-folders");
    for version in ["old", "new"] {
        fs::create_dir_all(folder.0.join(version)).expect("a folder");
        // what stands beside a model and is no part of it
        folder.write(&format!("{version}/completions-1.json"), "[]");
        folder.write(
            &format!("{version}/paginators-1.json"),
            "{\"pagination\": {}}",
        );
    }
    folder.write("old/service-2.json", MODEL);
    let renamed = MODEL.replace("\"kind\":", "\"sort\":");
    folder.write("new/service-2.json", &renamed);
    let json = folder.run(&["diff", "old", "new", "--format", "json"]);
    assert_eq!(json.status.code(), Some(1), "{}", said(&json));
    let text = String::from_utf8_lossy(&json.stdout).into_owned();
    for part in [
        "\"breaking\": true",
        "\"rule\": \"member-removed\"",
        "\"shape\": \"com.amazonaws.park#Tree$sort\"",
        "\"rust\": \"breaking\"",
        "\"file\": \"new/service-2.json\"",
        "\"line\": 12",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    folder.write("types.toml", "sides = []\n");
    let types = folder.run(&[
        "diff",
        "old",
        "new",
        "--settings",
        "types.toml",
        "--format",
        "markdown",
    ]);
    assert_eq!(types.status.code(), Some(1), "{}", said(&types));
    let text = String::from_utf8_lossy(&types.stdout).into_owned();
    assert!(
        text.contains("| `field-removed` | `operation::GetTreeOutput::kind`"),
        "{text}"
    );
    folder.write("types.toml", "side = []\n");
    let wrong = folder.run(&["diff", "old", "new", "--settings", "types.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("types.toml:1:1"), "{}", said(&wrong));
}

#[test]
fn arguments_that_are_none_are_told_apart_from_models_that_are_none() {
    let folder = Folder::new("arguments");
    assert_eq!(
        folder
            .run(&["generate", "--modl", "model.json"])
            .status
            .code(),
        Some(2)
    );
    let output = folder.run(&["check", "absent.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("cannot read absent.json"),
        "{}",
        said(&output)
    );
}

#[test]
fn findings_for_tools_are_json() {
    let folder = Folder::new("json");
    folder.write("model.json", &MODEL.replace("\"ELM\"", "\"OAK\""));
    let output = folder.run(&["check", "model.json", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty(), "{}", said(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let found = &lines[0];
    assert_eq!(found["severity"], "error");
    assert_eq!(found["at"]["file"], "model.json");
    assert_eq!(
        (&found["at"]["line"], &found["at"]["column"]),
        (&13.into(), &49.into())
    );
    assert_eq!(found["at"]["pointer"], "/shapes/Kind/enum/1");
    assert!(found["help"].is_string() && found["shape"].is_string());
    let mut arguments = GENERATE.to_vec();
    arguments.extend(["--format", "json"]);
    assert_eq!(folder.run(&arguments).stdout, output.stdout);
}

#[test]
fn a_model_is_drawn() {
    let folder = Folder::new("graph");
    folder.write("model.json", MODEL);
    for (format, begins) in [
        ("mermaid", "flowchart LR\n"),
        ("dot", "digraph"),
        ("svg", "<svg"),
    ] {
        let output = folder.run(&["graph", "model.json", "--format", format]);
        assert!(output.status.success(), "{}", said(&output));
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            text.starts_with(begins) && text.contains("GetTree"),
            "{text}"
        );
    }
    let output = folder.run(&["graph", "model.json", "--operation", "PutTree"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("it has GetTree"),
        "{}",
        said(&output)
    );
}

/// What a shell tells of a tool whose reader has gone.
const CLOSED: Option<i32> = Some(141);

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let folder = Folder::new("pipe");
    folder.write("model.json", MODEL);
    folder.write("wrong.json", &MODEL.replace("\"ELM\"", "\"OAK\""));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
        command.args(arguments).current_dir(&folder.0);
        command
    };
    for arguments in [
        &["outline", "model.json"][..],
        &["graph", "model.json"],
        &["graph", "model.json", "--format", "svg"],
        &["diff", "model.json", "model.json"],
        &["diff", "model.json", "model.json", "--format", "markdown"],
        &["diff", "model.json", "model.json", "--format", "json"],
        &["check", "wrong.json", "--format", "json"],
    ] {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let output = run(arguments).stdout(writer).output();
        let output = output.expect("the command runs");
        assert_eq!(output.status.code(), CLOSED, "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", said(&output));
    }
    // what is found goes to standard error
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    let output = run(&["check", "wrong.json"]).stderr(writer).output();
    assert_eq!(output.expect("the command runs").status.code(), CLOSED);
}

/// As `| head -1` does: more than a pipe holds, of which one line is read.
#[test]
fn one_line_of_many_can_be_read() {
    let folder = Folder::new("head");
    let values: Vec<String> = (0..20_000)
        .map(|value| format!("\"OAK_{value}\""))
        .collect();
    let values = values.join(", ");
    folder.write("model.json", &MODEL.replace("\"OAK\", \"ELM\"", &values));
    let mut child = Command::new(env!("CARGO_BIN_EXE_tinsmith"))
        .args(["outline", "model.json"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut line).expect("a line");
    drop(reader);
    let output = child.wait_with_output().expect("the command ends");
    assert!(!line.is_empty());
    assert_eq!(output.status.code(), CLOSED);
    assert!(output.stderr.is_empty(), "{}", said(&output));
}
