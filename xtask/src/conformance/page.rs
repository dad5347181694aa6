//! The page for readers.
//!
//! In: the rows of a whole run. Out: Markdown with counts alone, the same on every machine.

use std::fmt::Write as _;

use super::{ORIGIN, PATCHES, Row, Side};

/// `docs/conformance.md`
pub(super) fn page(rows: &[Row]) -> String {
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
