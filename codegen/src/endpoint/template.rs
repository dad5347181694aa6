//! Texts with references in them: `https://{Region}.{partition#dnsSuffix}`.

use super::path::Path;
use super::syntax::Piece;

/// Cuts a text at its references; `{{` and `}}` are braces. Else, what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        literal.push_str(before);
        let is_doubled = brace.starts_with("{{") || brace.starts_with("}}");
        if is_doubled {
            literal.push_str(&brace[..1]);
            rest = &brace[2..];
            continue;
        }
        let Some((reference, behind)) = brace
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
        else {
            return Err("a brace has no counterpart".to_owned());
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        let (name, path) = match reference.split_once('#') {
            Some((name, path)) => match Path::parse(path) {
                Some(path) => (name, Some(path)),
                None => return Err(format!("`{path}` is no path")),
            },
            None => (reference, None),
        };
        pieces.push(Piece::Reference(name.to_owned(), path));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let pieces = parse(text).unwrap();
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => format!("{text:?}"),
            Piece::Reference(name, None) => name.clone(),
            Piece::Reference(name, Some(path)) => format!("{name}{path:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_cut_at_references() {
        assert_eq!(shown(""), "\"\"");
        assert_eq!(shown("a"), "\"a\"");
        assert_eq!(shown("{A}"), "A");
        assert_eq!(shown("x{A}{B}y"), "\"x\" A B \"y\"");
        assert_eq!(shown("{{{A}}}"), "\"{\" A \"}\"");
        assert!(shown("{a#b[0]}").starts_with("aPath"));
    }

    #[test]
    fn braces_need_counterparts() {
        for text in ["{", "a}", "{A", "{A#}", "{a#b.c}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
