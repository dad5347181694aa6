//! Findings as text for people.
//!
//! In: diagnostics and the documents that they are about. Out: text in the manner of rustc. Never more of a document than
//! a few lines, however long these are; what models say ends as plain text, without control characters.

use super::{Diagnostic, Severity};
use crate::source::{Index, Location, Place, Source};
use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use std::collections::HashMap;
use std::ops::Range;

/// How many findings are shown.
const SHOWN: usize = 200;
/// How many characters of a line are shown before and behind the place in it.
const BEFORE: usize = 60;
const BEHIND: usize = 80;

pub(super) fn render(found: &[Diagnostic], sources: &[Source], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(BEFORE + BEHIND + 40);
    let mut order: Vec<&Diagnostic> = found.iter().collect();
    if order.len() > SHOWN {
        order.sort_by_key(|diagnostic| diagnostic.severity);
    }
    let mut indexes: HashMap<u32, Index<'_>> = HashMap::new();
    let mut text = String::new();
    for diagnostic in order.iter().take(SHOWN) {
        let view = diagnostic
            .at
            .as_ref()
            .and_then(|at| View::new(at, sources, &mut indexes));
        one(diagnostic, view, &renderer, color, &mut text);
        text.push_str("\n\n");
    }
    let more = found.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("... and {more} more\n"));
    }
    text
}

fn one(
    diagnostic: &Diagnostic,
    view: Option<View<'_>>,
    renderer: &Renderer,
    color: bool,
    text: &mut String,
) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let subject = diagnostic.subject.as_ref().map(|subject| {
        let level = Level::NOTE.with_name("shape");
        level.message(normalize_untrusted_str(subject))
    });
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| Level::HELP.message(normalize_untrusted_str(help)));
    let title = Group::with_title(level.clone().primary_title(diagnostic.message.clone()));
    let Some(view) = view else {
        text.push_str(&renderer.render(&[title.elements(subject).elements(help)]));
        return;
    };
    text.push_str(&renderer.render(&[title]));
    // The renderer would count the column in what is left of a line that had to be cut.
    let last_line = view.first_line + view.text.matches('\n').count();
    let (on, off) = match color {
        true => (
            DEFAULT_LINE_NUM_STYLE.render().to_string(),
            DEFAULT_LINE_NUM_STYLE.render_reset().to_string(),
        ),
        false => (String::new(), String::new()),
    };
    text.push_str(&format!(
        "\n{:width$}{on}-->{off} {}:{}:{}\n",
        "",
        normalize_untrusted_str(&view.source.name),
        view.line,
        view.column,
        width = last_line.to_string().len(),
    ));
    let snippet = Snippet::source(view.text)
        .line_start(view.first_line)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(view.span));
    let body = Group::with_level(level)
        .element(snippet)
        .elements(subject)
        .elements(help);
    text.push_str(&renderer.render(&[body]));
}

/// A few lines of a document around a place.
pub(super) struct View<'s> {
    pub(super) source: &'s Source,
    /// Line and column of the place, both from one; the column in characters.
    pub(super) line: usize,
    pub(super) column: usize,
    /// The text shown, its first line, and where in it the place is.
    text: String,
    first_line: usize,
    span: Range<usize>,
}

impl<'s> View<'s> {
    pub(super) fn new(
        at: &Location,
        sources: &'s [Source],
        indexes: &mut HashMap<u32, Index<'s>>,
    ) -> Option<Self> {
        let source = sources.get(at.source as usize)?;
        let text: &str = &source.text;
        let span = match at.span {
            Some((start, end)) => start as usize..end as usize,
            None => {
                let index = indexes.entry(at.source).or_insert_with(|| Index::new(text));
                shown(&index.nearest(&at.pointer)?, text)
            }
        };
        let start = boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |length| start + length);
        let end = boundary(text, span.end).clamp(start, line_end);
        let line = text[..start].matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;

        let mut shown = String::new();
        let cut_before = last_chars(&text[line_start..start], BEFORE);
        let whole = cut_before.len() == start - line_start;
        let mut first_line = line;
        // Lines around it help where lines are short; in a document without line breaks there are none.
        if whole && line > 1 {
            let before = text[..line_start - 1].rfind('\n').map_or(0, |end| end + 1);
            first_line -= 1;
            push_line(&mut shown, &text[before..line_start - 1]);
            shown.push('\n');
        }
        if !whole {
            shown.push_str("...");
        }
        shown.push_str(cut_before);
        let from = shown.len();
        push_line(&mut shown, &text[start..line_end]);
        let to = (from + (end - start)).clamp(from, shown.len());
        if whole && line_end < text.len() {
            let next = &text[line_end + 1..];
            shown.push('\n');
            push_line(&mut shown, next.split('\n').next().unwrap_or_default());
        }
        Some(Self {
            source,
            line,
            column,
            span: from..boundary(&shown, to),
            text: shown,
            first_line,
        })
    }
}

/// What of a place is marked: a short value, else its key, else where the value begins.
fn shown(place: &Place, text: &str) -> Range<usize> {
    let value = &place.value;
    let short = value.len() <= BEHIND
        && !text
            .get(value.clone())
            .is_some_and(|text| text.contains('\n'));
    match &place.key {
        _ if short => value.clone(),
        Some(key) => key.clone(),
        None => value.start..value.start + 1,
    }
}

/// Adds a line, cut where it is too long.
fn push_line(to: &mut String, line: &str) {
    let line = line.strip_suffix('\r').unwrap_or(line);
    match line.char_indices().nth(BEFORE + BEHIND) {
        Some((cut, _)) => {
            to.push_str(&line[..cut]);
            to.push_str("...");
        }
        None => to.push_str(line),
    }
}

/// The last characters of a text, `count` at most.
fn last_chars(text: &str, count: usize) -> &str {
    match text.char_indices().rev().nth(count.saturating_sub(1)) {
        Some((start, _)) => &text[start..],
        None => text,
    }
}

/// The offset itself, or the nearest one before it at which a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests;
