//! A TOML table that is taken apart key by key.
//!
//! In: the text of a settings file. Out: texts with their places; what is of another type or was never asked for is a
//! finding. Never knows what a key means.

use super::{Setting, unknown};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Location;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table.
pub(super) struct Keys<'t> {
    table: DeTable<'t>,
    source: u32,
    /// Where the table stands.
    pub(super) at: Location,
    /// Keys that were asked for, whether or not they were there.
    asked: Vec<&'static str>,
}

impl<'t> Keys<'t> {
    /// Reads a whole file.
    pub(super) fn parse(source: u32, text: &'t str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            diagnostics.push(
                Diagnostic::error(format!("not TOML: {}", error.message().trim()))
                    .at(&Location::bytes(source, span))
                    .help("settings are TOML: `crate = \"name\"` below `[[service]]`"),
            );
        }
        errors.is_empty().then(|| Self::new(source, table))
    }

    fn new(source: u32, table: Spanned<DeTable<'t>>) -> Self {
        let at = Location::bytes(source, table.span());
        Self {
            table: table.into_inner(),
            source,
            at,
            asked: Vec::new(),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    fn place(&self, span: Range<usize>) -> Location {
        Location::bytes(self.source, span)
    }

    fn expected(&self, key: &str, what: &str, found: &Spanned<DeValue<'_>>) -> Diagnostic {
        Diagnostic::error(format!(
            "`{key}` should be {what}, and is a TOML {}",
            found.get_ref().type_str()
        ))
        .at(&self.place(found.span()))
        .help(format!("write `{key}` as {what}"))
    }

    /// The text of `key`.
    pub(super) fn text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Setting> {
        let value = self.take(key)?;
        self.setting(key, "a string", &value, diagnostics)
    }

    fn setting(
        &self,
        key: &str,
        what: &str,
        value: &Spanned<DeValue<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Setting> {
        let setting = value.get_ref().as_str().map(|text| Setting {
            value: text.to_owned(),
            at: Some(self.place(value.span())),
        });
        if setting.is_none() {
            diagnostics.push(self.expected(key, what, value));
        }
        setting
    }

    /// The texts of the array `key`.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Setting>> {
        let what = "an array of strings";
        let value = self.take(key)?;
        match value.get_ref().as_array() {
            Some(items) => Some(
                items
                    .iter()
                    .filter_map(|item| self.setting(key, what, item, diagnostics))
                    .collect(),
            ),
            None => {
                diagnostics.push(self.expected(key, what, &value));
                None
            }
        }
    }

    /// The entries of the table `key`, all of them texts.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(Setting, Setting)> {
        let what = "a table of strings";
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            diagnostics.push(self.expected(key, what, &value));
            return Vec::new();
        };
        let mut entries: Vec<_> = table.iter().collect();
        // The table is sorted by key; settings count in the order of the file.
        entries.sort_by_key(|(name, _)| name.span().start);
        entries
            .into_iter()
            .filter_map(|(name, value)| {
                let name = Setting {
                    value: name.get_ref().to_string(),
                    at: Some(self.place(name.span())),
                };
                Some((name, self.setting(key, what, value, diagnostics)?))
            })
            .collect()
    }

    /// The tables of the array of tables `key`.
    pub(super) fn tables(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let what = "an array of tables";
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        if value.get_ref().as_array().is_none() {
            diagnostics.push(self.expected(key, what, &value));
            return Vec::new();
        }
        let DeValue::Array(items) = value.into_inner() else {
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            let span = item.span();
            if item.get_ref().as_table().is_none() {
                diagnostics.push(self.expected(key, what, &item));
            }
            if let DeValue::Table(table) = item.into_inner() {
                tables.push(Self::new(self.source, Spanned::new(span, table)));
            }
        }
        tables
    }

    /// Says that a key is not there.
    pub(super) fn missing(&self, key: &str, what: &str, diagnostics: &mut Diagnostics) {
        diagnostics.push(
            Diagnostic::error(format!("`{key}` is missing"))
                .at(&self.at)
                .help(format!("add `{key}`: {what}")),
        );
    }

    /// Says which keys nobody asked for.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for key in self.table.keys() {
            let setting = Setting {
                value: key.get_ref().to_string(),
                at: Some(self.place(key.span())),
            };
            diagnostics.push(unknown("setting", &setting, self.asked.iter().copied()));
        }
    }
}
