//! What a build spends its time on.
//!
//! In: what `cargo build --timings` wrote below a target folder. Out: seconds of each crate. They overlap where crates are
//! compiled side by side, so that their sum is more than the build took.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Profile;

/// The page holds its data as a line of JavaScript.
const START: &str = "const UNIT_DATA = ";

/// The seconds of each crate.
pub(crate) fn of_target(target: &Path, what: &str) -> Result<Profile> {
    let page = fs::read_to_string(target.join("cargo-timings/cargo-timing.html"))
        .context("cargo wrote no timings")?;
    let parts = parts(&page).context("cargo's timings have another form than expected")?;
    Ok(Profile::new(what, parts))
}

fn parts(page: &str) -> Option<BTreeMap<String, f64>> {
    let (_, data) = page.split_once(START)?;
    // What follows the array is no JSON.
    let units = serde_json::Deserializer::from_str(data)
        .into_iter::<Value>()
        .next()?
        .ok()?;
    let mut parts: BTreeMap<String, f64> = BTreeMap::new();
    for unit in units.as_array()? {
        let name = unit["name"].as_str()?;
        *parts.entry(format!("`{name}`")).or_default() += unit["duration"].as_f64()?;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_of_a_crate_are_added() {
        let page = r#"<script>const UNIT_DATA = [{"name":"ring","duration":1.5},{"name":"ring","duration":2}];
const X = 1;"#;
        assert_eq!(
            parts(page),
            Some(BTreeMap::from([("`ring`".to_owned(), 3.5)]))
        );
        assert_eq!(parts("<p>"), None);
    }
}
