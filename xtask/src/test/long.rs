//! The long tier: what compiles many crates.
//!
//! In: models of botocore. Out: whether every crate builds without a warning, and a table.

use std::fs;

use anyhow::Result;

use crate::models;
use crate::steps::Outcome;
use crate::workspace;

/// restJson1 models of botocore, chosen for what they hold.
const TWENTY: [&str; 20] = [
    "apigateway",    // a body that is one blob, patch documents, names that are keywords
    "appconfigdata", // streaming payloads with headers beside them
    "batch",         // deep recursion of optional members
    "bedrock",       // many patterns
    "connect",       // very large
    "dlm",           // nested configuration
    "efs",           // status codes of its own
    "eks",           // timestamps and enums
    "glacier",       // checksums in headers, streaming both ways
    "greengrassv2",  // host labels and maps of structures
    "guardduty",     // jsonName on every member
    "iot",           // large, with routes that overlap
    "iot-data",      // payloads that are documents of the user's
    "iotsitewise",   // unions and host prefixes
    "lambda",        // event streams beside ordinary operations, versions in paths
    "lex-models",    // enums whose values collide after case conversion
    "mediaconvert",  // hundreds of enums
    "qconnect",      // recursive unions
    "schemas",       // headers and query parameters of every type
    "xray",          // timestamps in queries
];

/// Those of which the docs are built too.
const DOCUMENTED: [&str; 5] = ["apigateway", "batch", "glacier", "guardduty", "xray"];

/// Where the table is kept.
const TABLE: &str = "docs/models.md";

/// Generates and compiles all of them, and writes the table.
pub(crate) fn twenty_models() -> Result<Outcome> {
    let table = models::compile(&TWENTY, &DOCUMENTED)?;
    if let Some(table) = &table {
        let text = format!(
            "# Twenty models of botocore\n\n\
             restJson1 models of botocore 1.44.5, generated and passed through `cargo check --all-features` with warnings \
             denied; of five the docs are built too, with warnings denied. Written by `cargo xtask test --all`. Lines are \
             those of all generated files; seconds are of the machine that ran it last and of an unoptimized generator.\n\n\
             {table}"
        );
        fs::create_dir_all(workspace::path("docs"))?;
        fs::write(workspace::path(TABLE), text)?;
    }
    Ok(models::outcome(table.as_deref()))
}
