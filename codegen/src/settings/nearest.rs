//! What to say of a setting that matches nothing.
//!
//! In: the setting and what there is. Out: a diagnostic that names the nearest. Never a match that was not asked for.

use super::Setting;
use crate::diagnostic::Diagnostic;

/// Below this, two names have nothing to do with each other.
const ALIKE: f64 = 0.5;
/// How many known names are listed where none is near.
const LISTED: usize = 12;

/// An error: there is no such `what`.
pub fn unknown<'k>(
    what: &str,
    setting: &Setting,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let wanted = setting.value.to_lowercase();
    let likeness = |name: &str| {
        // People leave out the namespace.
        let short = name.rsplit('#').next().unwrap_or(name).to_lowercase();
        let whole = strsim::normalized_damerau_levenshtein(&wanted, &name.to_lowercase());
        whole.max(strsim::normalized_damerau_levenshtein(&wanted, &short))
    };
    let mut nearest: Option<(f64, &str)> = None;
    for name in &known {
        let likeness = likeness(name);
        if likeness >= ALIKE && nearest.is_none_or(|(best, _)| likeness > best) {
            nearest = Some((likeness, name));
        }
    }
    let help = match nearest {
        Some((_, name)) => format!("did you mean {name:?}?"),
        None if known.is_empty() => format!("there is no {what} at all here"),
        None => {
            let more = known.len().saturating_sub(LISTED);
            let mut list = known
                .iter()
                .take(LISTED)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            if more > 0 {
                list = format!("{list} and {more} more");
            }
            format!("there is: {list}")
        }
    };
    let mut diagnostic =
        Diagnostic::error(format!("there is no {what} {:?}", setting.value)).help(help);
    diagnostic.at.clone_from(&setting.at);
    diagnostic
}
