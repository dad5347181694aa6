//! Words of changes.
//!
//! In: names, texts and values of a model. Out: pieces of sentences. What a model says ends as code in backticks, on one
//! line, without characters that nobody sees.

use std::fmt::Display;

use crate::source::is_unseen;

/// A text as code.
pub(super) fn code(text: impl Display) -> String {
    let text: String = text
        .to_string()
        .chars()
        .flat_map(|character| {
            let escaped = is_unseen(character).then(|| character.escape_default());
            let plain = escaped.is_none().then_some(character);
            escaped.into_iter().flatten().chain(plain)
        })
        .collect();
    match text.contains('`') {
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}

/// `a is now b`
pub(super) fn now(old: impl Display, new: impl Display) -> String {
    format!("{old} is now {new}")
}

/// `a, b and c`
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Inclusive bounds: `1..64`, `1..`, `..64`.
pub(super) fn bounds<T: ToString>(min: Option<T>, max: Option<T>) -> String {
    let text = |bound: Option<T>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    let text = format!("{}..{}", text(min), text(max));
    match text.as_str() {
        ".." => "no bound".to_owned(),
        _ => code(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_says_stays_code_on_one_line() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a\nb\u{202e}"), "`a\\nb\\u{202e}`");
    }

    #[test]
    fn bounds_are_short() {
        assert_eq!(bounds(Some(1), None), "`1..`");
        assert_eq!(bounds::<u64>(None, None), "no bound");
    }
}
