//! Compiled patterns, as statics.
//!
//! In: a [`Matcher`]. Out: the runtime's `Pattern` of the same kind, with its tables as byte strings.

mod encode;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::literal::integer;
use crate::rust::{
    AutomatonTable, ClassOthers, Matcher, Others, PatternStatic, StepTable, Symbols, Window,
};

/// The static of a pattern.
pub(super) fn pattern(pattern: &PatternStatic) -> TokenStream {
    let (name, matcher) = (ident(&pattern.name), matcher(&pattern.matcher));
    quote! { static #name: tinsmith::generated::Pattern = #matcher; }
}

fn matcher(matcher: &Matcher) -> TokenStream {
    let pattern = match matcher {
        Matcher::Any => quote! { Any },
        Matcher::Class {
            ascii,
            others,
            window,
        } => {
            let ranges: Vec<u8> = ascii
                .iter()
                .flat_map(|(first, last)| [*first, *last])
                .collect();
            let ranges = bytes(&ranges);
            let window = bounds(*window);
            let class = match others {
                ClassOthers::None => quote! { new(#ranges, false, #window) },
                ClassOthers::All => quote! { new(#ranges, true, #window) },
                ClassOthers::Some(others) => {
                    let others = self::others(others);
                    quote! { with_others(#ranges, #others, #window) }
                }
            };
            quote! { Class(tinsmith::generated::Class::#class) }
        }
        Matcher::Automaton(table) => {
            let table = automaton(table);
            quote! { Automaton(&#table) }
        }
        Matcher::Steps(table) => {
            let table = steps(table);
            quote! { Steps(&#table) }
        }
        Matcher::AllOf(matchers) => {
            let matchers = matchers.iter().map(self::matcher);
            quote! { AllOf(&[#(#matchers),*]) }
        }
        Matcher::AnyOf(matchers) => {
            let matchers = matchers.iter().map(self::matcher);
            quote! { AnyOf(&[#(#matchers),*]) }
        }
        Matcher::Not(matcher) => {
            let matcher = self::matcher(matcher);
            quote! { Not(&#matcher) }
        }
    };
    quote! { tinsmith::generated::Pattern::#pattern }
}

fn automaton(table: &AutomatonTable) -> TokenStream {
    let constructor = ident(if table.is_narrow() { "narrow" } else { "wide" });
    let (cells, start) = (
        bytes(&table.cell_bytes()),
        Literal::u16_unsuffixed(table.start),
    );
    let (symbols, window) = (symbols(&table.symbols), bounds(table.window));
    quote! { tinsmith::generated::Automaton::#constructor(#symbols, #cells, #start, #window) }
}

fn steps(table: &StepTable) -> TokenStream {
    let (steps, sets, runs) = (
        bytes(&table.step_bytes()),
        bytes(&table.set_bytes()),
        bytes(&table.run_bytes()),
    );
    let start = Literal::u16_unsuffixed(table.start);
    let (symbols, window) = (symbols(&table.symbols), bounds(table.window));
    quote! { tinsmith::generated::Steps::new(#symbols, #steps, #sets, #runs, #start, #window) }
}

fn symbols(symbols: &Symbols) -> TokenStream {
    let (ascii, others) = (bytes(&symbols.ascii), others(&symbols.others));
    let count = Literal::u8_unsuffixed(symbols.count);
    quote! { tinsmith::generated::Symbols::new(#ascii, #others, #count) }
}

fn others(others: &Others) -> TokenStream {
    let runs = bytes(&others.run_bytes());
    let others = match others {
        Others::One(symbol) => {
            let symbol = Literal::u8_unsuffixed(*symbol);
            quote! { One(#symbol) }
        }
        Others::Runs(_) => quote! { Runs(#runs) },
        Others::Categories { symbols, .. } => {
            let symbols = bytes(symbols);
            quote! { categories(#symbols, #runs) }
        }
    };
    quote! { tinsmith::generated::Others::#others }
}

/// The least and the most characters.
fn bounds(window: Window) -> TokenStream {
    let min = integer(window.min.into());
    let max = window
        .max
        .map_or_else(|| quote! { u32::MAX }, |max| integer(max.into()));
    quote! { #min, #max }
}

fn bytes(bytes: &[u8]) -> Literal {
    Literal::byte_string(bytes)
}
