//! Members that take all query parameters, or all headers with a prefix.
//!
//! In: a map's entries, sorted by key so that what is sent doesn't depend on a hash seed. Out: one call per entry and
//! item; and back.

use super::parameter::Parameter;
use super::text::{Place, TextError};
use crate::codec::Key;
use crate::schema::Member;
use std::borrow::Cow;
use std::collections::HashMap;

/// A map of strings, or of lists of strings, or an `Option` of one.
pub trait ParameterMap: Sized {
    /// Calls `each` with the key and text of every item, sorted by key.
    ///
    /// # Errors
    ///
    /// What `each` reports.
    fn each(
        &self,
        member: &'static Member,
        place: Place,
        each: &mut dyn FnMut(&str, &str) -> Result<(), TextError>,
    ) -> Result<(), TextError>;

    /// Makes the map of `entries`, of which several may have the same key. Where there are none, an `Option` is `None`.
    ///
    /// # Errors
    ///
    /// If a text is that of no value of the map's type.
    fn read<'t>(
        entries: &mut dyn Iterator<Item = Result<(Cow<'t, str>, Cow<'t, str>), TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError>;
}

impl<K: Key, V: Parameter> ParameterMap for HashMap<K, V> {
    fn each(
        &self,
        member: &'static Member,
        place: Place,
        each: &mut dyn FnMut(&str, &str) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        let mut entries: Vec<(&str, &V)> = self
            .iter()
            .map(|(key, value)| (key.as_key(), value))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        let mut scratch = String::new();
        for (key, value) in entries {
            value.each(member.item(), place, &mut scratch, &mut |text| {
                each(key, text)
            })?;
        }
        Ok(())
    }

    fn read<'t>(
        entries: &mut dyn Iterator<Item = Result<(Cow<'t, str>, Cow<'t, str>), TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        let mut texts: HashMap<Cow<'t, str>, Vec<Cow<'t, str>>> = HashMap::new();
        for entry in entries {
            let (key, text) = entry?;
            texts.entry(key).or_default().push(text);
        }
        texts
            .into_iter()
            .map(|(key, texts)| {
                let mut texts = texts.into_iter().map(Ok);
                let value = V::read(&mut texts, member.item(), place, strict)?;
                Ok((K::from_key(key.into_owned()), value))
            })
            .collect()
    }
}

impl<T: ParameterMap> ParameterMap for Option<T> {
    fn each(
        &self,
        member: &'static Member,
        place: Place,
        each: &mut dyn FnMut(&str, &str) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        match self {
            Some(map) => map.each(member, place, each),
            None => Ok(()),
        }
    }

    fn read<'t>(
        entries: &mut dyn Iterator<Item = Result<(Cow<'t, str>, Cow<'t, str>), TextError>>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        let mut entries = entries.peekable();
        match entries.peek() {
            Some(_) => T::read(&mut entries, member, place, strict).map(Some),
            None => Ok(None),
        }
    }
}
