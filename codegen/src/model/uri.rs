//! The URI of an operation, taken apart (Smithy 2.0, "http trait": "uri").
//!
//! In: the text of the `http` trait's `uri`: `/things/{thingName}/jobs?list=all`. Out: its parts, with labels by name.
//! Never knows a member.

/// How many segments or literal query parameters a URI may have. Real ones have twenty at most.
const MOST: usize = 100;

/// A URI of the `http` trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri<'u> {
    /// The segments, in order; the last one is empty where the path ends with `/`.
    pub segments: Vec<Segment<'u>>,
    /// Query parameters that are always sent, with their value if they have one, as they go on the wire.
    pub query: Vec<(&'u str, Option<&'u str>)>,
}

/// What stands between two slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'u> {
    /// As it goes on the wire.
    Literal(&'u str),
    /// `{name}`, or `{name+}` which takes one segment or more.
    Label {
        /// The member that it stands for.
        name: &'u str,
        /// Whether it takes more than one segment.
        greedy: bool,
    },
}

impl<'u> Uri<'u> {
    /// Takes a URI apart, or says what is wrong with it.
    pub fn parse(uri: &'u str) -> Result<Self, String> {
        if let Some(odd) = uri.chars().find(|c| !is_allowed(*c)) {
            return Err(format!("{odd:?} may not stand in a URI: percent-encode it"));
        }
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let Some(path) = path.strip_prefix('/') else {
            return Err("the URI does not begin with `/`".to_owned());
        };
        // what is generated nests as deep as a path is long
        if path.split('/').nth(MOST).is_some() || query.split('&').nth(MOST).is_some() {
            return Err(format!(
                "the URI has more than {MOST} segments or query parameters"
            ));
        }
        let segments = path
            .split('/')
            .map(segment)
            .collect::<Result<Vec<_>, _>>()?;
        if query.contains(['{', '}', '?']) {
            return Err(
                "the query string has a label: bind the member with httpQuery instead".to_owned(),
            );
        }
        let query = query
            .split('&')
            .filter(|literal| !literal.is_empty())
            .map(|literal| match literal.split_once('=') {
                Some((key, value)) => (key, Some(value)),
                None => (literal, None),
            })
            .collect();
        let uri = Self { segments, query };
        uri.check()?;
        Ok(uri)
    }

    /// The labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &'u str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Label { name, .. } => Some(*name),
            Segment::Literal(_) => None,
        })
    }

    fn check(&self) -> Result<(), String> {
        let last = self.segments.len() - 1;
        if self.segments[..last].contains(&Segment::Literal("")) {
            return Err("a segment of the URI is empty".to_owned());
        }
        for (index, name) in self.labels().enumerate() {
            if self.labels().take(index).any(|earlier| earlier == name) {
                return Err(format!("the label `{{{name}}}` stands twice in the URI"));
            }
        }
        let mut greedy = None;
        for segment in &self.segments {
            if let (Some(before), Segment::Label { .. }) = (greedy, segment) {
                return Err(format!(
                    "no label may follow the greedy label `{{{before}+}}`"
                ));
            }
            if let Segment::Label { name, greedy: true } = segment {
                greedy = Some(*name);
            }
        }
        Ok(())
    }
}

/// The characters of RFC 3986's paths and queries, and the braces of labels.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%{}".contains(c)
}

fn segment(text: &str) -> Result<Segment<'_>, String> {
    let Some(label) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return if text.contains(['{', '}']) {
            Err(format!("the label in `{text}` is not a whole segment"))
        } else if matches!(text, "." | "..") {
            Err(format!(
                "`{text}` is resolved before a request is sent: no server sees it"
            ))
        } else {
            Ok(Segment::Literal(text))
        };
    };
    let (name, greedy) = match label.strip_suffix('+') {
        Some(name) => (name, true),
        None => (label, false),
    };
    if name.is_empty() || name.contains(['{', '}', '+']) {
        return Err(format!("`{text}` is not a label"));
    }
    Ok(Segment::Label { name, greedy })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_literals() {
        let uri = Uri::parse("/things/{thingName}/jobs/$next/{rest+}").unwrap();
        let label = |name, greedy| Segment::Label { name, greedy };
        assert_eq!(
            uri.segments,
            [
                Segment::Literal("things"),
                label("thingName", false),
                Segment::Literal("jobs"),
                Segment::Literal("$next"),
                label("rest", true),
            ]
        );
        assert_eq!(uri.labels().collect::<Vec<_>>(), ["thingName", "rest"]);
        assert_eq!(Uri::parse("/").unwrap().segments, [Segment::Literal("")]);
        assert_eq!(
            Uri::parse("/a/").unwrap().segments,
            [Segment::Literal("a"), Segment::Literal("")]
        );
        assert_eq!(Uri::parse("/{a+}/b").unwrap().segments.len(), 2);
    }

    #[test]
    fn query_literals() {
        let uri = Uri::parse("/a?b&c=d&e=").unwrap();
        assert_eq!(uri.query, [("b", None), ("c", Some("d")), ("e", Some(""))]);
    }

    #[test]
    fn what_is_no_uri() {
        for (uri, why) in [
            ("a", "the URI does not begin with `/`"),
            ("", "the URI does not begin with `/`"),
            (
                "/a/{b}.json",
                "the label in `{b}.json` is not a whole segment",
            ),
            ("/{}", "`{}` is not a label"),
            ("/{a+b}", "`{a+b}` is not a label"),
            ("/{a}{b}", "`{a}{b}` is not a label"),
            ("/{a", "the label in `{a` is not a whole segment"),
            ("/a//b", "a segment of the URI is empty"),
            ("/{a}/{a}", "the label `{a}` stands twice in the URI"),
            ("/{a+}/{b}", "no label may follow the greedy label `{a+}`"),
            ("/a#b", "'#' may not stand in a URI: percent-encode it"),
            ("/a b", "' ' may not stand in a URI: percent-encode it"),
            (
                "/a?b={c}",
                "the query string has a label: bind the member with httpQuery instead",
            ),
            (
                "/../a",
                "`..` is resolved before a request is sent: no server sees it",
            ),
        ] {
            assert_eq!(Uri::parse(uri).unwrap_err(), why, "{uri}");
        }
    }
}
