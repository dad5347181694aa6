//! Tokens into an expression, by precedence climbing.
//!
//! In: the text of an expression. Out: the expression. What stands behind a projection belongs to it as far as nothing
//! binds less tightly; a pipe ends it.

use super::lex::{Token, tokens};
use crate::rust::{JmesFunction, JmesPath};

/// How deep expressions may nest.
const DEPTH: u32 = 64;

/// How tightly what goes on behind an expression binds.
mod power {
    pub(super) const PIPE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    /// What binds less than this ends a projection.
    pub(super) const PROJECTION: u8 = 10;
    pub(super) const STAR: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
}

/// The functions, each with the least and the greatest number of its arguments.
const FUNCTIONS: [(&str, JmesFunction, usize, usize); 7] = [
    ("contains", JmesFunction::Contains, 2, 2),
    ("ends_with", JmesFunction::EndsWith, 2, 2),
    ("keys", JmesFunction::Keys, 1, 1),
    ("length", JmesFunction::Length, 1, 1),
    ("not_null", JmesFunction::NotNull, 1, usize::MAX),
    ("starts_with", JmesFunction::StartsWith, 2, 2),
    ("values", JmesFunction::Values, 1, 1),
];

/// Parses an expression.
///
/// # Errors
///
/// What is wrong with it, in one clause.
pub(crate) fn parse(text: &str) -> Result<JmesPath, String> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
    };
    let expression = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(expression),
        _ => Err(parser.unexpected("the end")),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: u32,
}

type Parsed = Result<JmesPath, String>;

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens
            .get(self.next)
            .map_or(&Token::End, |(token, _)| token)
    }

    fn peek_behind(&self) -> &Token {
        self.tokens
            .get(self.next + 1)
            .map_or(&Token::End, |(token, _)| token)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
    }

    fn takes(&mut self, token: &Token) -> bool {
        let takes = self.peek() == token;
        self.next += usize::from(takes);
        takes
    }

    fn expect(&mut self, token: &Token, what: &str) -> Result<(), String> {
        match self.takes(token) {
            true => Ok(()),
            false => Err(self.unexpected(what)),
        }
    }

    /// Says that something else was expected than what comes next.
    fn unexpected(&self, what: &str) -> String {
        match self.tokens.get(self.next) {
            Some((Token::End, _)) | None => format!("it ends where {what} was expected"),
            Some((_, at)) => format!("{what} was expected at byte {at}"),
        }
    }

    fn expression(&mut self, power: u8) -> Parsed {
        let depth = self.depth;
        self.descend()?;
        let mut left = self.beginning()?;
        while binding(self.peek()) > power {
            // What goes on holds what it goes on from.
            self.descend()?;
            left = self.continuation(left)?;
        }
        self.depth = depth;
        Ok(left)
    }

    fn descend(&mut self) -> Result<(), String> {
        self.depth += 1;
        match self.depth > DEPTH {
            true => Err(format!("it nests deeper than {DEPTH} levels")),
            false => Ok(()),
        }
    }

    /// What an expression begins with.
    fn beginning(&mut self) -> Parsed {
        let what = "an expression";
        match self.peek().clone() {
            Token::Literal(literal) => {
                self.next += 1;
                Ok(JmesPath::Literal(literal))
            }
            Token::Current => {
                self.next += 1;
                Ok(JmesPath::Current)
            }
            Token::Name(name) if *self.peek_behind() == Token::OpenParenthesis => {
                self.next += 2;
                self.call(&name)
            }
            Token::Name(name) | Token::Quoted(name) => {
                self.next += 1;
                Ok(JmesPath::Path(vec![name]))
            }
            Token::Not => {
                self.next += 1;
                let of = self.expression(power::NOT)?;
                Ok(JmesPath::Not(Box::new(of)))
            }
            Token::OpenParenthesis => {
                self.next += 1;
                let inner = self.expression(0)?;
                self.expect(&Token::CloseParenthesis, "`)`")?;
                Ok(inner)
            }
            Token::OpenBrace => self.object(),
            Token::Star => {
                self.next += 1;
                self.values(JmesPath::Current)
            }
            Token::Filter | Token::Flatten => self.continuation(JmesPath::Current),
            Token::OpenBracket => match self.peek_behind() {
                Token::Number(_) | Token::Colon => self.continuation(JmesPath::Current),
                Token::Star => {
                    let is_each = self.tokens.get(self.next + 2);
                    match is_each.is_some_and(|(token, _)| *token == Token::CloseBracket) {
                        true => self.continuation(JmesPath::Current),
                        false => self.list(),
                    }
                }
                _ => self.list(),
            },
            Token::Reference => {
                Err("`&` refers to an expression, and no function here takes one".to_owned())
            }
            _ => Err(self.unexpected(what)),
        }
    }

    /// What goes on behind an expression.
    fn continuation(&mut self, left: JmesPath) -> Parsed {
        let boxed = |expression| Box::new(expression);
        match self.take() {
            Token::Dot if *self.peek() == Token::Star => {
                self.next += 1;
                self.values(left)
            }
            Token::Dot => Ok(chain(left, self.behind_dot(power::DOT)?)),
            Token::Pipe => Ok(chain(left, self.expression(power::PIPE)?)),
            Token::Or => Ok(JmesPath::Or(
                boxed(left),
                boxed(self.expression(power::OR)?),
            )),
            Token::And => Ok(JmesPath::And(
                boxed(left),
                boxed(self.expression(power::AND)?),
            )),
            Token::Compare(comparison) => Ok(JmesPath::Compare(
                comparison,
                boxed(left),
                boxed(self.expression(power::COMPARE)?),
            )),
            Token::Flatten => {
                let then = self.projected(power::FLATTEN)?;
                Ok(JmesPath::Flatten(boxed(left), boxed(then)))
            }
            Token::Filter => {
                let condition = self.expression(0)?;
                self.expect(&Token::CloseBracket, "`]`")?;
                let then = self.projected(power::FILTER)?;
                Ok(JmesPath::Filter(boxed(left), boxed(condition), boxed(then)))
            }
            Token::OpenBracket if self.takes(&Token::Star) => {
                self.expect(&Token::CloseBracket, "`]`")?;
                let then = self.projected(power::STAR)?;
                Ok(JmesPath::Each(boxed(left), boxed(then)))
            }
            Token::OpenBracket => self.index(left),
            _ => {
                self.next -= 1;
                Err(self.unexpected("the end"))
            }
        }
    }

    /// What becomes of each item of a projection.
    fn projected(&mut self, power: u8) -> Parsed {
        match self.peek() {
            Token::Dot => {
                self.next += 1;
                self.behind_dot(power)
            }
            Token::OpenBracket | Token::Filter => self.expression(power),
            token if binding(token) < power::PROJECTION => Ok(JmesPath::Current),
            _ => Err(self.unexpected("`.` or the end")),
        }
    }

    fn behind_dot(&mut self, power: u8) -> Parsed {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) | Token::Star => self.expression(power),
            Token::OpenBracket => self.list(),
            Token::OpenBrace => self.object(),
            _ => Err(self.unexpected("a name")),
        }
    }

    fn values(&mut self, of: JmesPath) -> Parsed {
        let then = self.projected(power::STAR)?;
        Ok(JmesPath::Values(Box::new(of), Box::new(then)))
    }

    /// `1]` or `1:2:3]`.
    fn index(&mut self, of: JmesPath) -> Parsed {
        let mut parts = [None; 3];
        let mut part = 0;
        loop {
            match self.take() {
                Token::Number(number) if parts[part].is_none() => parts[part] = Some(number),
                Token::Colon if part < 2 => part += 1,
                Token::CloseBracket => break,
                _ => {
                    self.next -= 1;
                    return Err(self.unexpected("a number, `:` or `]`"));
                }
            }
        }
        match (part, parts) {
            (0, [Some(index), ..]) => Ok(chain(of, JmesPath::Index(index))),
            (0, _) => Err(self.unexpected("a number")),
            (_, [.., Some(0)]) => Err("the step of a slice is zero".to_owned()),
            (_, [start, stop, step]) => {
                let step = step.unwrap_or(1);
                let slice = chain(of, JmesPath::Slice { start, stop, step });
                let then = self.projected(power::STAR)?;
                Ok(JmesPath::Each(Box::new(slice), Box::new(then)))
            }
        }
    }

    /// `[a, b]`, from its bracket on.
    fn list(&mut self) -> Parsed {
        self.expect(&Token::OpenBracket, "`[`")?;
        let mut items = Vec::new();
        loop {
            items.push(self.expression(0)?);
            if self.takes(&Token::CloseBracket) {
                return Ok(JmesPath::List(items));
            }
            self.expect(&Token::Comma, "`,` or `]`")?;
        }
    }

    /// `{x: a, y: b}`, from its brace on.
    fn object(&mut self) -> Parsed {
        self.expect(&Token::OpenBrace, "`{`")?;
        let mut entries = Vec::new();
        loop {
            let name = match self.peek().clone() {
                Token::Name(name) | Token::Quoted(name) => name,
                _ => return Err(self.unexpected("a name")),
            };
            self.next += 1;
            self.expect(&Token::Colon, "`:`")?;
            entries.push((name, self.expression(0)?));
            if self.takes(&Token::CloseBrace) {
                return Ok(JmesPath::Object(entries));
            }
            self.expect(&Token::Comma, "`,` or `}`")?;
        }
    }

    /// A call of a function, from behind its parenthesis on.
    fn call(&mut self, name: &str) -> Parsed {
        let mut arguments = Vec::new();
        while !self.takes(&Token::CloseParenthesis) {
            if !arguments.is_empty() {
                self.expect(&Token::Comma, "`,` or `)`")?;
            }
            arguments.push(self.expression(0)?);
        }
        let known = FUNCTIONS.iter().find(|(known, ..)| *known == name);
        let Some((_, function, least, greatest)) = known else {
            let known: Vec<&str> = FUNCTIONS.iter().map(|(known, ..)| *known).collect();
            return Err(format!(
                "the function {name:?} is none of {}",
                known.join(", ")
            ));
        };
        if arguments.len() < *least || arguments.len() > *greatest {
            return Err(format!(
                "the function {name:?} does not take {} arguments",
                arguments.len()
            ));
        }
        Ok(JmesPath::Call(*function, arguments))
    }
}

fn binding(token: &Token) -> u8 {
    match token {
        Token::Pipe => power::PIPE,
        Token::Or => power::OR,
        Token::And => power::AND,
        Token::Compare(_) => power::COMPARE,
        Token::Flatten => power::FLATTEN,
        Token::Filter => power::FILTER,
        Token::Dot => power::DOT,
        Token::OpenBracket => power::BRACKET,
        _ => 0,
    }
}

/// One expression behind another; names behind names are one path.
fn chain(left: JmesPath, right: JmesPath) -> JmesPath {
    match (left, right) {
        (JmesPath::Current, right) => right,
        (left, JmesPath::Current) => left,
        (left, JmesPath::Chain(steps)) => steps.into_iter().fold(left, chain),
        (left, JmesPath::Each(of, then)) => JmesPath::Each(Box::new(chain(left, *of)), then),
        (JmesPath::Path(mut names), JmesPath::Path(more)) => {
            names.extend(more);
            JmesPath::Path(names)
        }
        (JmesPath::Chain(mut steps), right) => {
            match chain(steps.pop().unwrap_or(JmesPath::Current), right) {
                JmesPath::Chain(more) => steps.extend(more),
                one => steps.push(one),
            }
            JmesPath::Chain(steps)
        }
        (left, right) => JmesPath::Chain(vec![left, right]),
    }
}
