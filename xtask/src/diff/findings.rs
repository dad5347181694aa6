//! What cargo-semver-checks found, and which of our changes says the same.
//!
//! In: its report. Out: findings, each with the changes that would explain it. Its report is text: what cannot be read is
//! an error, never passed over.

use anyhow::{Result, bail};
use tinsmith_codegen::view::diff::{Change, Rule};

/// One finding that it calls breaking.
pub(super) struct Finding {
    /// The lint: `enum_variant_missing`.
    pub(super) lint: String,
    /// The line of the item.
    pub(super) text: String,
}

/// The findings of a report, those that it only warns of left out.
pub(super) fn read(report: &str) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut lint = None;
    let mut lists = false;
    for line in report.lines() {
        if let Some(rest) = line.strip_prefix("--- ") {
            let name = rest
                .strip_prefix("failure ")
                .and_then(|rest| rest.split(':').next());
            lint = name.map(str::to_owned);
            lists = false;
        } else if line == "Failed in:" {
            lists = true;
        } else if line.is_empty() {
            lists = false;
        } else if let (true, Some(lint)) = (lists, &lint)
            && let Some(text) = line.strip_prefix("  ")
        {
            findings.push(Finding {
                lint: lint.clone(),
                text: text.to_owned(),
            });
        }
    }
    let summary = report
        .lines()
        .find_map(|line| line.trim().strip_prefix("Summary "));
    let is_breaking = match summary {
        Some(summary) if summary.contains("new major version") => true,
        Some(_) => false,
        None => bail!("cargo-semver-checks gave no summary:\n{report}"),
    };
    if is_breaking == findings.is_empty() {
        bail!("the report of cargo-semver-checks cannot be read:\n{report}");
    }
    Ok(findings)
}

impl Finding {
    /// Whether a change of ours says the same. Methods of a struct follow from its fields, and the struct of a fluent call
    /// from the client's method.
    pub(super) fn is(&self, change: &Change) -> bool {
        let path = change.path.as_deref().unwrap_or_default();
        let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
        let owner = parent.rsplit("::").next().unwrap_or_default();
        let operation = change.shape.as_deref().unwrap_or_default();
        let operation = operation.rsplit('#').next().unwrap_or_default();
        let says =
            |start: &str| self.text.starts_with(start) || self.text.contains(&format!("::{start}"));
        let field = name.trim_start_matches("r#");
        match (self.lint.as_str(), change.rule) {
            (
                "struct_missing" | "enum_missing",
                Rule::TypeRemoved | Rule::TypeRenamed | Rule::TypeKindChanged,
            )
            | ("trait_missing", Rule::ServerTraitRenamed | Rule::TypeRemoved) => {
                says(&format!("{},", gone(change)))
            }
            // the fluent call
            ("struct_missing", Rule::ClientMethodRemoved) => says(&format!("client::{operation},")),
            ("enum_variant_missing", Rule::VariantRemoved) => {
                self.text.contains(&format!(" {owner}::{name},"))
            }
            ("struct_pub_field_missing", Rule::FieldRemoved) => self
                .text
                .starts_with(&format!("field {field} of struct {owner},")),
            // the setter, and the setter of the fluent call
            ("inherent_method_missing", Rule::FieldRemoved) => {
                let fluent = owner.strip_suffix("Input").unwrap_or(owner);
                says(&format!("{owner}::{field},")) || says(&format!("{fluent}::{field},"))
            }
            ("inherent_method_missing", Rule::ClientMethodRemoved) => {
                says(&format!("Client::{name},"))
            }
            ("trait_method_missing", Rule::ServerMethodRemoved) => self
                .text
                .contains(&format!("method {name} of trait {owner},")),
            ("method_parameter_count_changed", Rule::ConstructorChanged) => {
                self.text.contains(&format!("::{owner}::new takes "))
            }
            ("derive_trait_impl_removed", Rule::ImplRemoved) => self
                .text
                .starts_with(&format!("type {owner} no longer derives {name},")),
            _ => false,
        }
    }
}

/// The path that a type had.
fn gone(change: &Change) -> &str {
    match change.rule {
        Rule::TypeRenamed | Rule::ServerTraitRenamed => {
            change.what.split('`').nth(1).unwrap_or_default()
        }
        _ => change.path.as_deref().unwrap_or_default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let report = "    Checking <unknown> v0.1.0 -> v0.1.0 (no change; assume minor)\n\n\
            --- failure enum_variant_missing: pub enum variant removed or renamed ---\n\n\
            Description:\nA variant.\n        ref: https://a.b\n\n\
            Failed in:\n  variant E::A, previously in file a.rs:1\n  variant E::B, previously in file a.rs:2\n\n\
            --- warning partial_ord_enum_variants_reordered: enum variants reordered ---\n\n\
            Failed in:\n  E::C moved from position 1 to 2, in a.rs:3\n\n     \
            Summary semver requires new major version: 1 major and 0 minor checks failed\n";
        let findings = read(report).unwrap();
        let texts: Vec<&str> = findings.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "variant E::A, previously in file a.rs:1",
                "variant E::B, previously in file a.rs:2"
            ]
        );
        assert!(findings.iter().all(|it| it.lint == "enum_variant_missing"));
    }

    #[test]
    fn a_report_that_says_less_than_its_summary_is_an_error() {
        for report in [
            "",
            "  Summary semver requires new major version: 1 major and 0 minor checks failed",
        ] {
            assert!(read(report).is_err());
        }
        assert!(
            read("  Summary no semver update required")
                .unwrap()
                .is_empty()
        );
    }
}
