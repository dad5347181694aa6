//! The page for readers.
//!
//! In: the rows of a whole run. Out: `docs/conformance.md`, Markdown with counts alone, the same on every machine. It has two
//! parts, Smithy's tests and botocore's; each run writes its own and keeps the other.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;

use super::{ORIGIN, PATCHES, Row, Side};
use crate::workspace;

const PAGE: &str = "docs/conformance.md";

/// The heading with which botocore's part starts.
pub(super) const BOTOCORE: &str = "## botocore's own suites\n";

/// Writes the part about Smithy's tests.
pub(super) fn write_official(rows: &[Row]) -> Result<()> {
    let botocore = match fs::read_to_string(workspace::path(PAGE)) {
        Ok(there) => there.find(BOTOCORE).map(|start| there[start..].to_owned()),
        Err(_) => None,
    };
    let mut text = page(rows);
    if let Some(botocore) = botocore {
        let _ = write!(text, "\n{botocore}");
    }
    write(&text)
}

/// Writes the part about botocore's suites, which starts with its heading.
pub(super) fn write_botocore(part: &str) -> Result<()> {
    let there = fs::read_to_string(workspace::path(PAGE)).unwrap_or_default();
    let before = there.find(BOTOCORE).map_or(&*there, |end| &there[..end]);
    write(&format!("{}\n\n{part}", before.trim_end()))
}

fn write(text: &str) -> Result<()> {
    let page = workspace::path(PAGE);
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(page, text)?)
}

fn page(rows: &[Row]) -> String {
    let mut text = format!(
        "# Conformance\n\n<!-- Written by `cargo xtask conformance`. -->\n\n\
         {ORIGIN}: one generated Rust test per case (per parameter set of malformed requests), on both sides. The numbers \
         of cases are counted from the JSON alone, apart from the generator.\n\n\
         | protocol | service | client: cases | passed | server: cases | passed |\n|---|---|---|---|---|---|\n"
    );
    let services = rows.iter().filter(|row| row.side == Side::Client);
    for row in services {
        let server = rows
            .iter()
            .find(|other| other.service.id == row.service.id && other.side == Side::Server);
        let of = |row: Option<&Row>| {
            row.map_or((0, 0), |row| {
                (row.service.cases(row.side), row.counts.passed.len())
            })
        };
        let ((client, client_passed), (server, server_passed)) = (of(Some(row)), of(server));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {client} | {client_passed} | {server} | {server_passed} |",
            row.service.protocol(),
            row.service.name(),
        );
    }
    text.push_str("\nEvent streams (`eventStreamTests`) are not counted: operations with one are not generated yet.\n");
    let incomplete: Vec<&Row> = rows.iter().filter(|row| !row.is_complete()).collect();
    if !incomplete.is_empty() {
        text.push_str("\n## Failing\n\n");
        for row in incomplete {
            for test in &row.counts.failed {
                let _ = writeln!(text, "* {}, {}: `{test}`", row.service.name(), row.side);
            }
        }
    }
    text.push_str("\n## Corrected cases\n\n");
    for patch in PATCHES {
        let read = match patch.right {
            "" => "is not read".to_owned(),
            right => format!("is read as `{right}`"),
        };
        let _ = writeln!(
            text,
            "* `{}`: `{}` {read}, since {}.",
            patch.case, patch.wrong, patch.why
        );
    }
    text
}
