//! What Markdown, as rustdoc reads it, would take for mark-up -> the same as literal text.
//!
//! In: words, code and addresses as a reader should see them. Out: Markdown for them, escaped where needed and not
//! elsewhere, since people read generated code too. rustdoc's dialect is CommonMark with tables, strikethrough,
//! footnotes, task lists and "smart" punctuation. Never wraps, never decides what is emphasised.

/// Where a word is going to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In lines of prose.
    Prose,
    /// In a cell of a table: one line, and `|` ends the cell.
    Cell,
}

/// Whether a text may have an address in it, so that its words must be searched for it.
pub(super) fn may_have_address(text: &str) -> bool {
    text.contains("://")
}

/// Appends a word of plain text (no blanks in it). An address in it becomes a link if asked for (inside of another link
/// there can be none). Says whether what it wrote ends in a code span, which another one must not follow at once.
/// `before` and `after` are the characters next to the word, `None` for a blank or an edge.
pub(super) fn word(
    out: &mut String,
    word: &str,
    before: Option<char>,
    after: Option<char>,
    place: Place,
    link_addresses: bool,
) -> bool {
    if !link_addresses {
        literal(out, word, before, after, place);
        return false;
    }
    let mut rest = word;
    let mut before = before;
    let mut ends_in_code = false;
    while let Some((at, length)) = find_address(rest) {
        let (text, tail) = rest.split_at(at);
        let (address, tail) = tail.split_at(length);
        literal(out, text, before, Some('<'), place);
        // A pattern of an address is nothing to click on.
        if address.contains(['{', '}', '[', ']', '$', '*', '|', '\\', '^']) {
            if text.is_empty() && before == Some('`') {
                out.push(' ');
            }
            code(out, address, place);
            ends_in_code = true;
            before = Some('`');
        } else {
            out.push('<');
            out.push_str(address);
            out.push('>');
            ends_in_code = false;
            before = Some('>');
        }
        rest = tail;
    }
    if !rest.is_empty() {
        literal(out, rest, before, after, place);
        ends_in_code = false;
    }
    ends_in_code
}

/// Appends text, with a backslash before each character that would be mark-up where it stands.
fn literal(out: &mut String, text: &str, before: Option<char>, after: Option<char>, place: Place) {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".,;'\"/=".contains(&byte))
    {
        return out.push_str(text);
    }
    let mut previous = before;
    let mut within_word = false;
    // `<1@2>` would be a link.
    let mail = text.contains('@');
    // After the short form of a link some characters would make it another form, or the definition of one.
    let after_shortcut = |tail: &str| before == Some(']') && tail.len() + 1 == text.len();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let tail = rest.as_str();
        if character == '[' && after_shortcut(tail) {
            // The parser that rustdoc uses overlooks a backslash here.
            out.push_str("&#91;");
            previous = Some(character);
            continue;
        }
        let next = tail.chars().next().or(after);
        let escaped = match character {
            '`' | '[' | ']' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '<' => {
                let begins_tag = |next: char| next.is_ascii_alphabetic() || "/!?".contains(next);
                next.is_some_and(begins_tag) || (next.is_some() && mail)
            }
            '&' => begins_entity(tail),
            '*' => previous.is_some() || next.is_some(),
            '_' => {
                // Within a word underscores mean nothing, however many there are: a run of them is looked at once.
                if previous != Some('_') {
                    let beyond = tail.chars().find(|next| *next != '_').or(after);
                    within_word = previous.is_some_and(char::is_alphanumeric)
                        && beyond.is_some_and(char::is_alphanumeric);
                }
                let stands_alone = previous.is_none() && next.is_none();
                !stands_alone && !within_word
            }
            '~' => {
                let about = previous.is_none() && next.is_some_and(char::is_alphanumeric);
                !about && (previous.is_some() || next.is_some())
            }
            // Two hyphens would be shown as a dash.
            '-' => next == Some('-'),
            // An exclamation mark before a link would make it an image.
            '!' => tail.is_empty() && next == Some('['),
            '|' => place == Place::Cell,
            '(' | ':' => after_shortcut(tail),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(character);
        previous = Some(character);
    }
}

/// Whether text after an ampersand would make it a character reference.
fn begins_entity(tail: &str) -> bool {
    let name = tail.strip_prefix('#').unwrap_or(tail);
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.as_bytes()[end] == b';')
}

/// A word at the beginning of a line: what would begin a list, heading, quote, rule or table there is escaped.
pub(super) fn line_start(word: &mut String) {
    let only =
        |set: &str| !word.is_empty() && word.chars().all(|character| set.contains(character));
    if word.starts_with(['>', '|']) || only("#") || only("-+") || only("*_=") || only("-:|") {
        word.insert(0, '\\');
    } else if let Some(number) = word.strip_suffix(['.', ')'])
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        let end = number.len();
        word.insert(end, '\\');
    }
}

/// A word at the end of a heading: `#` there would not be shown.
pub(super) fn heading_end(word: &mut String) {
    if word.bytes().all(|byte| byte == b'#') {
        word.insert(0, '\\');
    }
}

/// Appends a code span, fenced by more backticks than stand together in it.
pub(super) fn code(out: &mut String, text: &str, place: Place) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    out.push_str(&fence);
    out.push_str(padding);
    if place == Place::Cell {
        // Tables are split into cells before code is looked for.
        out.push_str(&text.replace('|', "\\|"));
    } else {
        out.push_str(text);
    }
    out.push_str(padding);
    out.push_str(&fence);
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// An address that may be linked to (http, https or mailto, with something after the scheme), cleaned of blanks.
pub(super) fn linkable(address: &str) -> Option<String> {
    let address: String = address
        .trim()
        .chars()
        .filter(|character| !"\t\r\n".contains(*character))
        .collect();
    let scheme_end = address.find(':')?;
    let (scheme, rest) = address.split_at(scheme_end);
    let named = |name: &str| scheme.eq_ignore_ascii_case(name);
    let web =
        (named("http") || named("https")) && rest.len() > "://".len() && rest.starts_with("://");
    let mail = named("mailto") && rest.contains('@');
    (web || mail).then_some(address)
}

/// An address as the destination of a link: what would end or change it there is percent-encoded.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, character) in address.char_indices() {
        match character {
            '&' if begins_entity(&address[at + 1..]) => out.push_str("%26"),
            ' ' | '"' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                percent_encode(&mut out, character);
            }
            other if other.is_control() => {}
            other if !other.is_ascii() => percent_encode(&mut out, other),
            other => out.push(other),
        }
    }
    out
}

fn percent_encode(out: &mut String, character: char) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Whether an address can be written as `<address>`.
pub(super) fn is_plain_address(address: &str) -> bool {
    address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"<>`\\".contains(&byte))
}

/// The place and length of the first web address in a word.
fn find_address(word: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = word[from..].find("http") {
        let at = from + found;
        let tail = &word[at..];
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| tail.starts_with(scheme));
        if let Some(scheme) = scheme {
            let length = address_length(tail, scheme.len());
            if length > scheme.len() {
                return Some((at, length));
            }
        }
        from = at + "http".len();
    }
    None
}

/// How much of a text that begins with a scheme is the address, without the punctuation of the sentence around it.
fn address_length(text: &str, scheme: usize) -> usize {
    let belongs = |character: char| {
        character.is_alphanumeric()
            || (character.is_ascii_graphic() && !"<>\"`".contains(character))
    };
    let end = text
        .find(|character| !belongs(character))
        .unwrap_or(text.len());
    let mut address = &text[..end];
    // Brackets that were opened outside of the address close outside of it.
    let count = |of: char| address.matches(of).count();
    let mut unopened = [('(', ')'), ('[', ']'), ('{', '}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    while address.len() > scheme {
        let Some(last) = address.chars().next_back() else {
            break;
        };
        let unopened = unopened
            .iter_mut()
            .find(|(close, left)| *close == last && *left > 0);
        if let Some((_, left)) = unopened {
            *left -= 1;
        } else if !".,;:!?'*_~\\|-".contains(last) {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}
