//! Lists in one header.
//!
//! In: items, or the text of a header. Out: the text, or the items. Items are separated by commas; strings that a comma,
//! a quote or white space at an end would spoil are quoted (RFC 9110, quoted-string). HTTP dates have one comma each.

use std::borrow::Cow;

/// How the items of a list lie in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// Separated by commas, which items don't have: numbers, booleans, most timestamps.
    Plain,
    /// Separated by every second comma: HTTP dates.
    Dates,
    /// Separated by commas outside quotes: strings.
    Quoted,
}

/// Appends an item to a header's text.
pub(crate) fn push(item: &str, form: ListForm, first: bool, to: &mut String) {
    if !first {
        to.push_str(", ");
    }
    if form == ListForm::Quoted && needs_quotes(item) {
        to.push('"');
        for character in item.chars() {
            if matches!(character, '"' | '\\') {
                to.push('\\');
            }
            to.push(character);
        }
        to.push('"');
    } else {
        to.push_str(item);
    }
}

fn needs_quotes(item: &str) -> bool {
    item.is_empty()
        || item.contains([',', '"'])
        || item.starts_with([' ', '\t'])
        || item.ends_with([' ', '\t'])
}

/// Calls `each` with every item; empty ones, which RFC 9110 tells recipients to ignore, are left out unless quoted.
///
/// # Errors
///
/// What `each` reports, and what is wrong with the list.
pub(crate) fn split(
    text: &str,
    form: ListForm,
    each: &mut dyn FnMut(Cow<'_, str>) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if form == ListForm::Quoted
            && let Some(quoted) = rest.strip_prefix('"')
        {
            let (item, after) = unquote(quoted)?;
            each(item)?;
            rest = after.trim_start_matches([' ', '\t']);
            match rest.strip_prefix(',') {
                Some(after) => rest = after,
                None if rest.is_empty() => return Ok(()),
                None => return Err("expected a comma after a quoted item"),
            }
            continue;
        }
        let end = match form {
            ListForm::Plain | ListForm::Quoted => rest.find(','),
            ListForm::Dates => rest.match_indices(',').nth(1).map(|(at, _)| at),
        };
        let (item, after) = match end {
            Some(end) => (&rest[..end], Some(&rest[end + 1..])),
            None => (rest, None),
        };
        let item = item.trim_end_matches([' ', '\t']);
        if !item.is_empty() {
            each(Cow::Borrowed(item))?;
        }
        match after {
            Some(after) => rest = after,
            None => return Ok(()),
        }
    }
}

/// The item up to its closing quote, and what follows that.
fn unquote(text: &str) -> Result<(Cow<'_, str>, &str), &'static str> {
    let mut item = Cow::Borrowed("");
    let mut rest = text;
    loop {
        let at = rest
            .find(['"', '\\'])
            .ok_or("a quoted item has no closing quote")?;
        let (before, after) = rest.split_at(at);
        if item.is_empty() {
            item = Cow::Borrowed(before);
        } else {
            item.to_mut().push_str(before);
        }
        let mut characters = after.chars();
        if characters.next() == Some('"') {
            return Ok((item, characters.as_str()));
        }
        let escaped = characters
            .next()
            .ok_or("a quoted item has no closing quote")?;
        item.to_mut().push(escaped);
        rest = characters.as_str();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn items(text: &str, form: ListForm) -> Result<Vec<String>, &'static str> {
        let mut items = Vec::new();
        split(text, form, &mut |item| {
            items.push(item.into_owned());
            Ok(())
        })?;
        Ok(items)
    }

    fn written(items: &[&str]) -> String {
        let mut to = String::new();
        for (index, item) in items.iter().enumerate() {
            push(item, ListForm::Quoted, index == 0, &mut to);
        }
        to
    }

    #[test]
    fn strings_are_quoted_where_needed() {
        assert_eq!(written(&["b,c", "\"def\"", "a"]), r#""b,c", "\"def\"", a"#);
        for list in [
            &["a", "b", "c"][..],
            &[""],
            &["", "", "x"],
            &[" padded ", "back\\slash", "\"\\,"],
            &["tab\t", "é, ü"],
        ] {
            assert_eq!(items(&written(list), ListForm::Quoted).unwrap(), list);
        }
    }

    #[test]
    fn lists_are_split() {
        for (text, form, wanted) in [
            ("", ListForm::Quoted, &[][..]),
            ("a", ListForm::Quoted, &["a"]),
            ("a,b ,\tc", ListForm::Quoted, &["a", "b", "c"]),
            ("a,,b,", ListForm::Quoted, &["a", "b"]),
            (r#""b,c" ,a"b"#, ListForm::Quoted, &["b,c", "a\"b"]),
            ("1, 2,3", ListForm::Plain, &["1", "2", "3"]),
            (r#""1", 2"#, ListForm::Plain, &["\"1\"", "2"]),
            (
                "Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT",
                ListForm::Dates,
                &[
                    "Mon, 16 Dec 2019 23:48:18 GMT",
                    "Mon, 16 Dec 2019 23:48:18 GMT",
                ],
            ),
            ("Mon, 1", ListForm::Dates, &["Mon, 1"]),
        ] {
            assert_eq!(items(text, form).unwrap(), wanted, "{text}");
        }
    }

    #[test]
    fn bad_quotes_are_refused() {
        for text in [
            r#"""#,
            r#""a"#,
            r#""a\"#,
            r#""a\""#,
            r#""a"b"#,
            r#""a" b, c"#,
        ] {
            assert!(items(text, ListForm::Quoted).is_err(), "{text}");
        }
    }
}
