//! Text for a terminal.
//!
//! In: a diff. Out: two lines per change, the worst last, where the eye is, then the verdicts.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::super::{Change, Diff, Effect, Layer, Verdict};
use super::{LISTED, sides, subject};

pub(super) fn text(diff: &Diff, title: &str, color: bool) -> String {
    let paint = Paint(color);
    let mut text = format!("{}\n", paint.as_(BOLD, title));
    for layer in [Layer::Wire, Layer::Rust] {
        let changes = diff.listed(layer);
        if !changes.is_empty() {
            let _ = writeln!(text, "\n{}", paint.as_(BOLD, layer.name()));
        }
        let shown = changes.len().min(LISTED);
        if changes.len() > shown {
            let _ = writeln!(
                text,
                "... and {} more that are no worse",
                changes.len() - shown
            );
        }
        for change in changes[..shown].iter().rev() {
            one(&mut text, change, paint);
        }
    }
    if let Some(counted) = diff.counted() {
        let _ = write!(text, "\n{counted}\n");
    }
    text.push('\n');
    for (name, verdict, breaking, additions) in diff.verdicts() {
        let verdict = paint.as_(style(verdict), verdict.name());
        let _ = writeln!(
            text,
            "{name:<30}  {verdict} (breaking: {breaking}, additions: {additions})"
        );
    }
    text
}

fn one(text: &mut String, change: &Change, paint: Paint) {
    let worst = change.verdict.worst();
    let mark = paint.as_(
        style(worst),
        &format!("{}[{}]", worst.name(), change.rule.name()),
    );
    let _ = write!(text, "{mark} {}", subject(change));
    if !change.what.is_empty() {
        let _ = write!(text, ": {}", change.what);
    }
    text.push('\n');
    let place = match (&change.old, &change.new) {
        (_, Some(new)) => format!("--> {new}"),
        (Some(old), None) => format!("--> {old}, and gone"),
        (None, None) => return,
    };
    let sides = match change.verdict {
        Verdict::Wire(_) if worst > Effect::None => format!(" ({})", sides(change.verdict)),
        _ => String::new(),
    };
    let _ = writeln!(text, "  {}{sides}", paint.as_(DIM, &place));
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn style(of: Effect) -> Style {
    match of {
        Effect::Breaking => AnsiColor::Red.on_default().bold(),
        Effect::Addition => AnsiColor::Green.on_default(),
        Effect::None => DIM,
    }
}

/// Whether colours are wanted.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn as_(self, style: Style, text: &str) -> String {
        match self.0 {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}
