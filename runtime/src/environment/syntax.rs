//! The syntax of AWS's shared files (AWS SDKs and Tools Reference Guide, "Shared config and credentials files").
//!
//! In: the text of a file. Out: its sections in order, with the lines where everything stands; or the first place that is
//! wrong, and what was expected there. It knows neither profiles nor settings, and no error shows a piece of the text.

/// A section: what stands in brackets, and the settings below it.
#[derive(Debug)]
pub(super) struct Section<'t> {
    /// What stands in the brackets, without white space around it.
    pub(super) heading: &'t str,
    /// Its settings, as often as they are there.
    pub(super) settings: Vec<Setting<'t>>,
}

/// A setting: `name = value`.
#[derive(Debug)]
pub(super) struct Setting<'t> {
    /// The name, as it is written.
    pub(super) name: &'t str,
    /// What stands on the same line, without a comment; empty if lines below it say more.
    pub(super) value: &'t str,
    /// Its line, counted from 1.
    pub(super) line: usize,
    /// The indented lines below it, with their numbers.
    pub(super) below: Vec<(usize, &'t str)>,
}

/// Where a text is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Counted from 1.
    pub(super) line: usize,
    /// In characters, counted from 1.
    pub(super) column: usize,
    /// What was expected there.
    pub(super) expected: &'static str,
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Vec<Section<'_>>, SyntaxError> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, whole) in text.lines().enumerate() {
        let line = Line {
            number: index + 1,
            whole,
        };
        let content = whole.trim();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        if whole.starts_with([' ', '\t']) && !content.starts_with('[') {
            continuation(&mut sections, line, content)?;
        } else if let Some(inside) = content.strip_prefix('[') {
            sections.push(heading(line, inside)?);
        } else {
            let setting = setting(line, content)?;
            match sections.last_mut() {
                Some(section) => section.settings.push(setting),
                None => return Err(line.wrong(whole, "a section in brackets, as `[default]`")),
            }
        }
    }
    Ok(sections)
}

#[derive(Clone, Copy)]
struct Line<'t> {
    number: usize,
    whole: &'t str,
}

impl Line<'_> {
    /// Something else was expected where `rest`, the end of the line, starts.
    fn wrong(self, rest: &str, expected: &'static str) -> SyntaxError {
        let before = self.whole.len().saturating_sub(rest.len());
        let before = self.whole.get(..before).unwrap_or_default();
        SyntaxError {
            line: self.number,
            column: before.chars().count() + 1,
            expected,
        }
    }
}

fn heading<'t>(line: Line<'t>, inside: &'t str) -> Result<Section<'t>, SyntaxError> {
    let Some((heading, rest)) = inside.split_once(']') else {
        return Err(line.wrong("", "`]` at the end of the section's name"));
    };
    let rest = rest.trim_start();
    if !(rest.is_empty() || rest.starts_with(['#', ';'])) {
        let rest = line.whole.trim_end().len() - rest.len();
        let rest = line.whole.get(rest..).unwrap_or_default();
        return Err(line.wrong(rest, "nothing more on the line of a section's name"));
    }
    Ok(Section {
        heading: heading.trim(),
        settings: Vec::new(),
    })
}

fn setting<'t>(line: Line<'t>, content: &'t str) -> Result<Setting<'t>, SyntaxError> {
    let Some((name, value)) = content.split_once('=') else {
        return Err(line.wrong(
            line.whole,
            "a setting as `name = value`, or a section in brackets",
        ));
    };
    let name = name.trim();
    if name.is_empty() {
        return Err(line.wrong(line.whole, "a name in front of `=`"));
    }
    Ok(Setting {
        name,
        value: without_comment(value).trim(),
        line: line.number,
        below: Vec::new(),
    })
}

fn continuation<'t>(
    sections: &mut [Section<'t>],
    line: Line<'t>,
    content: &'t str,
) -> Result<(), SyntaxError> {
    let at = line.whole.trim_start();
    let Some(section) = sections.last_mut() else {
        return Err(line.wrong(at, "a section in brackets, as `[default]`"));
    };
    let Some(setting) = section.settings.last_mut() else {
        return Err(line.wrong(
            at,
            "a setting as `name = value` at the start of a line: one that is indented belongs to a setting above it",
        ));
    };
    if setting.value.is_empty() {
        match content.split_once('=') {
            None => return Err(line.wrong(at, "a nested setting as `name = value`")),
            Some((name, _)) if name.trim().is_empty() => {
                return Err(line.wrong(at, "a name in front of `=`"));
            }
            Some(_) => {}
        }
    }
    setting.below.push((line.number, content));
    Ok(())
}

/// A comment starts behind white space: `a#b` is a value.
fn without_comment(value: &str) -> &str {
    let mut space = false;
    for (at, char) in value.char_indices() {
        if space && matches!(char, '#' | ';') {
            return value.get(..at).unwrap_or(value);
        }
        space = char.is_whitespace();
    }
    value
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Everything as one text: `heading{name=value@line,...}`, lines below a setting in parentheses.
    fn shown(text: &str) -> String {
        let mut shown = String::new();
        for section in parse(text).unwrap() {
            let settings: Vec<String> = section
                .settings
                .iter()
                .map(|it| {
                    let below: Vec<&str> = it.below.iter().map(|(_, text)| *text).collect();
                    let below = if below.is_empty() {
                        String::new()
                    } else {
                        format!("({})", below.join("|"))
                    };
                    format!("{}={}{below}@{}", it.name, it.value, it.line)
                })
                .collect();
            shown += &format!("{}{{{}}}", section.heading, settings.join(","));
        }
        shown
    }

    #[test]
    fn sections_and_settings_are_read() {
        for (text, expected) in [
            ("", ""),
            ("[a]", "a{}"),
            ("\u{feff}[a]\r\nx = 1\r\n", "a{x=1@2}"),
            (
                "[ \tprofile a\t ]\n\n  \nx\t=\ty z \n",
                "profile a{x=y z@4}",
            ),
            ("[a]\nx=1=2\n[a]\ny=", "a{x=1=2@2}a{y=@4}"),
            (
                "# one\n; two\n[a] # three\n[b]; four\n   # five\nx=1",
                "a{}b{x=1@6}",
            ),
            (
                "[a]\nx = 1 # no\ny = 1 ;no\nz = 1#yes;yes\nw = # no",
                "a{x=1@2,y=1@3,z=1#yes;yes@4,w=@5}",
            ),
            (
                "[a]\nx = 1\n  2 # yes\n\t3\ny=4",
                "a{x=1(2 # yes|3)@2,y=4@5}",
            ),
            (
                "[a]\ns3 =\n  one = 1\n\n  two =\n",
                "a{s3=(one = 1|two =)@2}",
            ),
            ("[a]\nx=1\n [b]\ny=2", "a{x=1@2}b{y=2@4}"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_typing_error_is_told_with_its_place() {
        for (text, line, column, expected) in [
            ("x = hush", 1, 1, "a section"),
            ("\n  x = hush", 2, 3, "a section"),
            ("[a\nx = hush", 1, 3, "`]`"),
            ("[a] hush", 1, 5, "nothing more"),
            ("[a]\u{e9} hush ", 1, 4, "nothing more"),
            ("[a]\nhush", 2, 1, "`name = value`"),
            ("[a]\nx: hush", 2, 1, "`name = value`"),
            ("[a]\n = hush", 2, 2, "at the start of a line"),
            ("[a]\n= hush", 2, 1, "a name in front"),
            ("[a]\n\t hush", 2, 3, "at the start of a line"),
            ("[a]\nx=1\n[b]\n hush", 4, 2, "at the start of a line"),
            ("[a]\nx =\n  hush", 3, 3, "a nested setting"),
            ("[a]\nx =\n  = hush", 3, 3, "a name in front"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{text:?}");
            assert!(
                error.expected.contains(expected),
                "{text:?}: {}",
                error.expected
            );
            assert!(!error.expected.contains("hush"));
        }
    }
}
