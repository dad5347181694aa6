//! What a few small definitions become, and that text of a model stays text.

mod fixture;

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{Content, Part, files};
use crate::rust::*;
use fixture::{field, member, mini, operation, path, structure};

/// The items of a file, without its docs and `use` lines.
fn items(file: super::File) -> String {
    let Content::Rust(groups) = file.content else {
        panic!("{} is not Rust", file.path)
    };
    let items = groups.into_iter().filter(|group| {
        let text = group.to_string();
        !text.starts_with("use ") && !text.starts_with("# !")
    });
    items.collect::<TokenStream>().to_string()
}

#[test]
fn a_structure_of_optional_fields_is_filled_in_place() {
    let fields = vec![
        field("index", Type::I32),
        field("r#type", Type::Vec(Box::new(Type::String))),
    ];
    let file = super::structure::file(&structure("Thing", "thing", fields));
    let expected = quote! {
        #[doc = " `Thing` of the model."]
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct Thing {
            #[doc = " The member `index`."]
            pub index: Option<i32>,
            #[doc = " The member `type`."]
            pub r#type: Option<Vec<String> >
        }
        impl Thing {
            #[doc = " A `Thing` with nothing set."]
            pub fn new() -> Self { Self::default() }
            pub fn index(mut self, value: i32) -> Self {
                self.index = Some(value);
                self
            }
            pub fn r#type(mut self, value: impl IntoIterator<Item = impl Into<String> >) -> Self {
                self.r#type = Some(generated::items(value));
                self
            }
        }
        static MEMBERS: [Member; 2] = [Member::new(",\"index\":"), Member::new(",\"type\":")];
        impl Structure for Thing {
            const SCHEMA: &'static Schema = &Schema::new("Thing", &MEMBERS);
            fn encode<W: Writer>(&self, to: &mut W) -> Result<(), W::Error> {
                to.member(&MEMBERS[0], &self.index)?;
                to.member(&MEMBERS[1], &self.r#type)
            }
            fn decode<R: Reader>(from: &mut R) -> Result<Self, R::Error> {
                from.fill(|value: &mut Self, index, from| match index {
                    0 => from.member(&MEMBERS[0], &mut value.index),
                    1 => from.member(&MEMBERS[1], &mut value.r#type),
                    _ => from.skip(),
                })
            }
        }
        structure!(Thing);
    };
    assert_eq!(items(file), expected.to_string());
}

#[test]
fn required_fields_start_as_placeholders_and_defaults_come_back() {
    let fields = vec![
        field("index", Type::String).required(),
        field("level", Type::I8).or(Literal::Integer(-3)),
        field("from", Type::Boxed(Box::new(Type::Named(path("Thing"))))),
    ];
    let text = items(super::structure::file(&structure("Thing", "thing", fields)));
    for expected in [
        quote! { pub fn new(index: impl Into<String>) -> Self { Self { index: index.into(), level: -3, from: None } } },
        quote! { pub fn from(mut self, value: Thing) -> Self { self.from = Some(Box::new(value)); self } },
        quote! { 0 => from.member(&MEMBERS[0], &mut value.index), },
        quote! { 1 => from.member_or(&MEMBERS[1], &mut value.level, || -3), },
        quote! { 2 => from.member(&MEMBERS[2], &mut value.from), },
        quote! { structure!(Thing, Self::new("")); },
    ] {
        assert!(
            text.contains(&expected.to_string()),
            "{expected}\nis not in\n{text}"
        );
    }
    assert!(!text.contains("Default"));
}

#[test]
fn a_default_that_rust_does_not_know_is_written_out() {
    let fields = vec![
        field("on", Type::Bool).or(Literal::Bool(true)),
        field("of", Type::I64),
    ];
    let text = items(super::structure::file(&structure("Thing", "thing", fields)));
    let expected = quote! {
        impl Default for Thing { fn default() -> Self { Self { on: true, of: None } } }
    };
    assert!(text.contains(&expected.to_string()), "{text}");
    let zero = vec![
        field("on", Type::Bool).or(Literal::Bool(false)),
        field("of", Type::I64),
    ];
    let text = items(super::structure::file(&structure("Thing", "thing", zero)));
    assert!(text.contains("Debug , Default , PartialEq"), "{text}");
}

#[test]
fn a_union_keeps_room_for_what_it_does_not_know() {
    let variant = |name: &str, ty| UnionVariant {
        name: name.to_owned(),
        docs: vec!["Docs.".to_owned()],
        ty,
        sensitive: false,
        schema: member(name),
    };
    let union = Union {
        path: path("Shade"),
        file: "shade".to_owned(),
        modelled: "Shade".to_owned(),
        docs: vec!["Docs.".to_owned()],
        deprecated: None,
        variants: vec![variant("Name", Some(Type::String)), variant("None_", None)],
        unknown: "Unrecognized".to_owned(),
        sensitive: false,
    };
    let text = items(super::union::file(&union));
    for expected in [
        quote! { Self::Name(value) => to.member(&MEMBERS[0], value), },
        quote! { Self::None_ => to.member(&MEMBERS[1], &Unit), },
        quote! { Self::Unrecognized => Ok(()), },
        quote! { 0 => generated::variant(from, &MEMBERS[0], slot, Self::Name), },
        quote! { 1 => generated::variant(from, &MEMBERS[1], slot, |Unit| Self::None_), },
        quote! { fn unknown() -> Self { Self::Unrecognized } },
    ] {
        assert!(
            text.contains(&expected.to_string()),
            "{expected}\nis not in\n{text}"
        );
    }
}

#[test]
fn what_is_in_no_body_has_a_line_of_its_own() {
    let krate = mini();
    let Some(put) = krate.operations.first() else {
        panic!("the fixture has operations")
    };
    let client = items(super::call::file(put));
    let server = items(super::server_binding::file(put));
    for expected in [
        quote! { to.idempotency_token(&mut self.client)?; to.literal("/things/"); },
        quote! { to.query_literal("kind", Some("a b")); to.query_literal("bare", None); },
        quote! { to.query(&INPUT[3], "filter", &self.filter)?; },
        quote! { to.prefix_headers(&INPUT[6], "x-meta-", &self.meta)?; to.body(&self) },
        quote! { from.status(&mut output.code); from.header(&OUTPUT[2], "etag", &mut output.etag)?; },
    ] {
        assert!(
            client.contains(&expected.to_string()),
            "{expected}\nis not in\n{client}"
        );
    }
    for expected in [
        quote! { from.label(&INPUT[1], 1, &mut input.rest)?; },
        quote! { from.query_required(&INPUT[3], "filter", &mut input.filter)?; },
        quote! { input.level.get_or_insert(Level::Low); },
        quote! { to.status(output.code)?; },
    ] {
        assert!(
            server.contains(&expected.to_string()),
            "{expected}\nis not in\n{server}"
        );
    }
}

#[test]
fn what_goes_without_saying_is_not_said() {
    let mut plain = operation("Plain", "plain");
    plain.input.fields = vec![field("a", Type::Bool)];
    plain.request.body = Body::Members;
    plain.response.body = Body::Members;
    assert!(!items(super::call::file(&plain)).contains("fn decode"));
    let server = items(super::server_binding::file(&plain));
    assert!(!server.contains("fn decode") && !server.contains("fn encode"));
}

#[test]
fn every_file_has_a_path_of_its_own() {
    let files = files(&mini(), None);
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), files.len());
}

#[test]
fn types_alone_have_no_sides() {
    let krate = Crate {
        protocol: None,
        client: None,
        server: None,
        ..mini()
    };
    for file in files(&krate, None) {
        assert!(!file.path.starts_with("src/client") && !file.path.starts_with("src/server"));
        if let Content::Rust(groups) = file.content {
            let text = groups.into_iter().collect::<TokenStream>().to_string();
            assert!(
                !text.contains("OperationSchema") && !text.contains("\"client\""),
                "{}: {text}",
                file.path
            );
        }
    }
}

#[test]
fn text_of_a_model_is_never_code() {
    const CODE: &str = "x\"; */ ]] \\ \n#![evil] evil!{} `";
    let mut krate = mini();
    let text = || vec![CODE.to_owned()];
    krate.title = CODE.to_owned();
    krate.origin = CODE.to_owned();
    krate.docs = text();
    krate.left_out = vec![LeftOut {
        modelled: CODE.to_owned(),
        reason: CODE.to_owned(),
    }];
    for constraints in &mut krate.schema.constraints {
        if let Some(pattern) = &mut constraints.pattern {
            pattern.modelled = CODE.to_owned();
        }
    }
    for definition in &mut krate.types {
        match definition {
            Definition::Structure(structure) => {
                structure.docs = text();
                structure.modelled = CODE.to_owned();
                structure.deprecated = Some(Deprecation {
                    note: Some(CODE.to_owned()),
                });
                for field in &mut structure.fields {
                    field.docs = text();
                    field.schema.wire = CODE.to_owned();
                }
            }
            Definition::Enum(enumeration) => {
                enumeration
                    .variants
                    .iter_mut()
                    .for_each(|variant| variant.value = CODE.to_owned());
            }
            _ => {}
        }
    }
    for operation in &mut krate.operations {
        operation.modelled = CODE.to_owned();
        operation.docs = text();
        operation.summary = CODE.to_owned();
        operation.request.query_literals = vec![(CODE.to_owned(), Some(CODE.to_owned()))];
    }
    for file in files(&krate, None) {
        let groups = match file.content {
            Content::Rust(groups) => groups,
            Content::Toml(toml) => {
                assert!(!toml.lines().any(|line| line.starts_with("#!")), "{toml}");
                continue;
            }
            Content::Markdown(parts) => {
                let code = |part| match part {
                    Part::Text(text) => {
                        assert!(!text.lines().any(|line| line.starts_with("#!")), "{text}");
                        Vec::new()
                    }
                    Part::Code(_, groups) => groups,
                };
                parts.into_iter().flat_map(code).collect()
            }
        };
        for group in groups {
            assert!(!has_ident(group, "evil"), "{}", file.path);
        }
    }
}

fn has_ident(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => has_ident(group.stream(), name),
        _ => false,
    })
}
