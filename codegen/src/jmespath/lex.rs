//! Text into tokens.
//!
//! In: the text of an expression. Out: its tokens, each with the place (in bytes) where it begins.

use crate::rust::{DocumentLiteral, JmesComparison};
use serde_json::Value;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `name`
    Name(String),
    /// `"name"`
    Quoted(String),
    /// `'text'`, `` `1` ``
    Literal(DocumentLiteral),
    /// `-1`
    Number(i64),
    Compare(JmesComparison),
    Dot,
    Star,
    Comma,
    Colon,
    Pipe,
    Or,
    And,
    Not,
    Reference,
    Current,
    OpenParenthesis,
    CloseParenthesis,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    /// Behind the last one.
    End,
}

/// The tokens of a text; the last one is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, String> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.space();
        let at = lexer.at;
        let token = lexer.token()?;
        let is_end = token == Token::End;
        tokens.push((token, at));
        if is_end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Takes `word`, if the text goes on with it.
    fn takes(&mut self, word: &str) -> bool {
        let takes = self.rest().starts_with(word);
        if takes {
            self.at += word.len();
        }
        takes
    }

    fn take_while(&mut self, is_part: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest
            .find(|character| !is_part(character))
            .unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn token(&mut self) -> Result<Token, String> {
        // Longer ones stand before those that they begin with.
        let signs = [
            ("[?", Token::Filter),
            ("[]", Token::Flatten),
            ("[", Token::OpenBracket),
            ("]", Token::CloseBracket),
            ("||", Token::Or),
            ("|", Token::Pipe),
            ("&&", Token::And),
            ("&", Token::Reference),
            ("==", Token::Compare(JmesComparison::Equal)),
            ("!=", Token::Compare(JmesComparison::NotEqual)),
            ("!", Token::Not),
            ("<=", Token::Compare(JmesComparison::LessOrEqual)),
            ("<", Token::Compare(JmesComparison::Less)),
            (">=", Token::Compare(JmesComparison::GreaterOrEqual)),
            (">", Token::Compare(JmesComparison::Greater)),
            (".", Token::Dot),
            ("*", Token::Star),
            (",", Token::Comma),
            (":", Token::Colon),
            ("@", Token::Current),
            ("(", Token::OpenParenthesis),
            (")", Token::CloseParenthesis),
            ("{", Token::OpenBrace),
            ("}", Token::CloseBrace),
        ];
        for (sign, token) in signs {
            if self.takes(sign) {
                return Ok(token);
            }
        }
        let at = self.at;
        match self.rest().chars().next() {
            None => Ok(Token::End),
            Some('a'..='z' | 'A'..='Z' | '_') => {
                let name = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
                Ok(Token::Name(name.to_owned()))
            }
            Some('0'..='9' | '-') => {
                self.takes("-");
                self.take_while(|c| c.is_ascii_digit());
                let digits = &self.text[at..self.at];
                digits
                    .parse()
                    .map(Token::Number)
                    .map_err(|_| format!("{digits:?} is no whole number that fits 64 bits"))
            }
            Some('"') => serde_json::from_str(self.quoted('"')?)
                .map(Token::Quoted)
                .map_err(|_| format!("the name at byte {at} is no JSON string")),
            Some('\'') => {
                let quoted = self.quoted('\'')?;
                let text = quoted[1..quoted.len() - 1].replace("\\'", "'");
                Ok(Token::Literal(DocumentLiteral::String(text)))
            }
            Some('`') => {
                let quoted = self.quoted('`')?;
                let json = quoted[1..quoted.len() - 1].replace("\\`", "`");
                serde_json::from_str(&json)
                    .map(|value| Token::Literal(literal(value)))
                    .map_err(|_| format!("the literal at byte {at} is no JSON"))
            }
            Some(other) => Err(format!("nothing begins with {other:?}, at byte {at}")),
        }
    }

    /// The text from a quote to the next one of its kind that has no backslash before it, both included.
    fn quoted(&mut self, quote: char) -> Result<&'t str, String> {
        let rest = self.rest();
        let mut escaped = false;
        for (place, character) in rest.char_indices().skip(1) {
            if character == quote && !escaped {
                let end = place + quote.len_utf8();
                self.at += end;
                return Ok(&rest[..end]);
            }
            escaped = character == '\\' && !escaped;
        }
        Err(format!("what begins at byte {} has no end", self.at))
    }
}

fn literal(value: Value) -> DocumentLiteral {
    match value {
        Value::Null => DocumentLiteral::Null,
        Value::Bool(value) => DocumentLiteral::Bool(value),
        Value::Number(number) => DocumentLiteral::Number(number.to_string()),
        Value::String(text) => DocumentLiteral::String(text),
        Value::Array(items) => DocumentLiteral::Array(items.into_iter().map(literal).collect()),
        Value::Object(entries) => {
            let entries = entries
                .into_iter()
                .map(|(name, value)| (name, literal(value)));
            DocumentLiteral::Object(entries.collect())
        }
    }
}
