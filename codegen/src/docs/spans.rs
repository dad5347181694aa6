//! Pieces of inline content -> what is to be written for each.
//!
//! In: the pieces of one block, and the caller's answer to which names have a page. Out: [`Span`]s: text, code or one
//! of the kinds of links, with what has become alike joined. Escapes nothing but destinations.

use super::escape;
use super::inline::{Emphasis, Gap, Inline, Kind, Link, Piece};

/// Resolves a name to a path, as for [`markdown`](super::markdown).
pub(super) type Names<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Longer texts are not asked for: they are no names.
const LONGEST_NAME: usize = 256;

/// A stretch of content for which it is settled what is written.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) gap: Gap,
    pub(super) emphasis: Emphasis,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    Code(String),
    /// `[label](destination)`
    Link {
        label: Vec<Label>,
        destination: String,
    },
    /// `[label]`: the label is the name of an item in scope.
    Shortcut {
        name: String,
    },
    /// `<address>`
    Address(String),
}

#[derive(Debug)]
pub(super) struct Label {
    pub(super) gap: Gap,
    pub(super) code: bool,
    pub(super) text: String,
}

/// Settles what each piece is, and joins what has become alike.
pub(super) fn resolve(inline: &Inline, names: &Names<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = inline.pieces();
    while let Some(first) = rest.first() {
        let Some(index) = first.kind.link else {
            let content = if first.kind.code {
                named(&first.text, names).unwrap_or_else(|| Content::Code(first.text.clone()))
            } else {
                Content::Text(first.text.clone())
            };
            push(
                &mut spans,
                Span {
                    gap: first.gap,
                    emphasis: first.kind.emphasis,
                    content,
                },
            );
            rest = &rest[1..];
            continue;
        };
        let count = rest
            .iter()
            .take_while(|piece| piece.kind.link == Some(index))
            .count();
        let (linked, others) = rest.split_at(count);
        let Kind { emphasis, .. } = first.kind;
        let content = match inline.links().get(index) {
            Some(Link::Address(address)) => addressed(linked, address),
            Some(Link::Name) | None => {
                let text = joined(linked);
                named(&text, names).unwrap_or_else(|| {
                    let code = linked.iter().any(|piece| piece.kind.code);
                    if code || !text.contains(' ') {
                        Content::Code(text)
                    } else {
                        Content::Text(text)
                    }
                })
            }
        };
        push(
            &mut spans,
            Span {
                gap: first.gap,
                emphasis,
                content,
            },
        );
        rest = others;
    }
    spans
}

/// The same without emphasis and links.
pub(super) fn plain(inline: &Inline) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for piece in inline.pieces() {
        let content = if piece.kind.code {
            Content::Code(piece.text.clone())
        } else {
            Content::Text(piece.text.clone())
        };
        push(
            &mut spans,
            Span {
                gap: piece.gap,
                emphasis: Emphasis::None,
                content,
            },
        );
    }
    spans
}

/// Appends a span; text after text, and code after code, is more of the same.
fn push(spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = spans.last_mut()
        && last.emphasis == span.emphasis
    {
        match (&mut last.content, span.gap, &span.content) {
            (Content::Text(text), Gap::Space, Content::Text(more)) => {
                text.push(' ');
                return text.push_str(more);
            }
            (Content::Text(text), Gap::None, Content::Text(more))
            | (Content::Code(text), Gap::None, Content::Code(more)) => return text.push_str(more),
            _ => {}
        }
    }
    spans.push(span);
}

/// A link to what a text is the name of, if it is one.
fn named(text: &str, names: &Names<'_>) -> Option<Content> {
    if text.len() > LONGEST_NAME || text.contains(' ') {
        return None;
    }
    let path = names(text)?;
    Some(if path == text {
        Content::Shortcut { name: path }
    } else {
        let label = vec![Label {
            gap: Gap::None,
            code: true,
            text: text.to_owned(),
        }];
        Content::Link {
            label,
            destination: path,
        }
    })
}

/// A link to an address.
fn addressed(linked: &[Piece], address: &str) -> Content {
    let text = joined(linked);
    let bare = text == address && linked.iter().all(|piece| !piece.kind.code);
    if bare && escape::is_plain_address(address) {
        return Content::Address(text);
    }
    let label = linked.iter().map(|piece| Label {
        gap: piece.gap,
        code: piece.kind.code,
        text: piece.text.clone(),
    });
    Content::Link {
        label: label.collect(),
        destination: escape::destination(address),
    }
}

fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if piece.gap != Gap::None && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece.text);
    }
    text
}
