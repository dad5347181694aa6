//! Outputs that come in pages.
//!
//! In: operations with the trait `paginated`, and the crate that is made of them. Out: how each goes from page to page, in
//! fields of its input and output. Where that has no answer, the operation has no pages, and a warning says why: services
//! of AWS have had such models, and the rest of the operation is right.

use super::Context;
use super::paths::{operations, original};
use super::unsupported::listed;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::jmespath;
use crate::model::{Model, Paginated, Shape};
use crate::rust::{
    Crate, Definition, Field, Items, JmesPath, MemberPath, PageToken, Pages, PathStep, Structure,
    Type,
};

/// How many tokens lead to a page at most: as many as the runtime has tuples for.
const TOKENS: usize = 4;

/// Whether a client gets pages of this operation, if they can be made.
pub(super) fn has_pages(shape: &Shape) -> bool {
    shape.traits.has::<Paginated>()
}

/// Adds pages to the operations of a crate.
pub(super) fn lower(context: &Context<'_>, krate: &mut Crate, diagnostics: &mut Diagnostics) {
    let mut several = Vec::new();
    for (shape, _) in operations(context.model) {
        let Some(paginated) = paginated(context.model, shape) else {
            continue;
        };
        let name = original(shape);
        let Some(number) = krate.operations.iter().position(|it| it.modelled == name) else {
            continue;
        };
        let operation = &krate.operations[number];
        let warning = |message: String| {
            Diagnostic::warning(message)
                .about(&shape.id)
                .at(shape.traits.at::<Paginated>().unwrap_or(&shape.at))
                .help("pages are asked for by setting the token in each call")
        };
        let fields = Fields { krate };
        let mut pages = match fields.pages(&paginated, &operation.input, &operation.output) {
            Ok(pages) => pages,
            Err(reason) => {
                diagnostics.push(warning(format!(
                    "the client has no pages of {name}: {reason}"
                )));
                continue;
            }
        };
        let mut items: Vec<_> = paginated
            .items
            .iter()
            .map(|items| fields.items(items, &operation.output))
            .collect();
        // Beside the items, some models name numbers that are summed over all pages.
        if items.len() > 1 && items.iter().flatten().count() == 1 {
            items.retain(Result::is_ok);
        }
        match items.pop() {
            Some(_) if !items.is_empty() => several.push(name.to_owned()),
            Some(Ok(items)) => pages.items = Some(items),
            Some(Err(reason)) => diagnostics.push(
                warning(format!("the pages of {name} have no items: {reason}"))
                    .help("take what is wanted out of each page"),
            ),
            None => {}
        }
        krate.operations[number].pages = Some(pages);
    }
    if let (Some((service, _)), false) = (context.model.services().next(), several.is_empty()) {
        let several = listed(&several);
        diagnostics.push(
            Diagnostic::warning(format!(
                "the pages of {several} have no items, since the model names several places for them"
            ))
            .about(&service.id)
            .at(&service.at)
            .help("take what is wanted out of each page"),
        );
    }
}

/// What the model says of an operation's pages, with what it says of the whole service.
fn paginated(model: &Model, operation: &Shape) -> Option<Paginated> {
    let mut own = operation.traits.get::<Paginated>()?.clone();
    let service = model.services().next();
    if let Some(all) = service.and_then(|(shape, _)| shape.traits.get::<Paginated>()) {
        for (own, all) in [
            (&mut own.input_tokens, &all.input_tokens),
            (&mut own.output_tokens, &all.output_tokens),
            (&mut own.items, &all.items),
        ] {
            if own.is_empty() {
                own.clone_from(all);
            }
        }
    }
    Some(own)
}

/// The fields of a crate's structures, by the model's names of members.
struct Fields<'c> {
    krate: &'c Crate,
}

impl<'c> Fields<'c> {
    fn pages(
        &self,
        paginated: &Paginated,
        input: &'c Structure,
        output: &'c Structure,
    ) -> Result<Pages, String> {
        if !input.cloneable {
            return Err("its input is a stream, which cannot be sent twice".to_owned());
        }
        let (to, from) = (&paginated.input_tokens, &paginated.output_tokens);
        if to.is_empty() || to.len() != from.len() || to.len() > TOKENS {
            return Err(format!(
                "the input has {} tokens and the output {}",
                to.len(),
                from.len()
            ));
        }
        let tokens = to
            .iter()
            .zip(from)
            .map(|(to, from)| self.token(to, from, input, output));
        let more = match &paginated.more {
            None => None,
            Some(more) => match self.one(more, output)? {
                (path, Type::Bool) => Some(path),
                _ => return Err(format!("{more:?} in the output is no truth value")),
            },
        };
        Ok(Pages {
            tokens: tokens.collect::<Result<_, _>>()?,
            more,
            items: None,
        })
    }

    fn token(
        &self,
        to: &str,
        from: &str,
        input: &'c Structure,
        output: &'c Structure,
    ) -> Result<PageToken, String> {
        let field = field(input, to).ok_or_else(|| format!("the input has no member {to:?}"))?;
        let mut places = Vec::new();
        for path in alternatives(parsed(from)?) {
            let (place, ty) = self.follow(from, &path, output)?;
            if ty != field.ty {
                return Err(format!(
                    "{from:?} in the output is of another type than {to:?} in the input"
                ));
            }
            places.push(place);
        }
        match self.is_token(&field.ty) {
            true => Ok(PageToken {
                ty: field.ty.clone(),
                from: places,
                to: field.name.clone(),
                to_optional: field.optional,
            }),
            false => Err(format!("{to:?} is of a type that no token has")),
        }
    }

    fn items(&self, path: &str, output: &'c Structure) -> Result<Items, String> {
        match self.one(path, output)? {
            (from, ty @ (Type::Vec(_) | Type::Map(..))) => Ok(Items { ty, from }),
            _ => Err(format!(
                "{path:?} in the output is neither a list nor a map"
            )),
        }
    }

    /// Where a path without alternatives leads.
    fn one(&self, path: &str, output: &'c Structure) -> Result<(MemberPath, Type), String> {
        self.follow(path, &parsed(path)?, output)
    }

    fn follow(
        &self,
        text: &str,
        path: &JmesPath,
        output: &'c Structure,
    ) -> Result<(MemberPath, Type), String> {
        let unknown = || format!("{text:?} is more than a way through members");
        let mut walk = Walk {
            fields: self,
            path: Vec::new(),
            at: At::Structure(output),
        };
        let steps = match path {
            JmesPath::Chain(steps) => steps.as_slice(),
            path => std::slice::from_ref(path),
        };
        for step in steps {
            match step {
                JmesPath::Path(names) => {
                    for name in names {
                        walk.member(name)?;
                    }
                }
                JmesPath::Index(-1) => walk.last()?,
                _ => return Err(unknown()),
            }
        }
        match walk.at {
            At::Value(ty) => Ok((MemberPath(walk.path), ty.clone())),
            At::Structure(_) => Err(unknown()),
        }
    }

    /// Whether the runtime knows of values of this type when they lead nowhere.
    fn is_token(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Vec(_) | Type::Map(..) => true,
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => true,
            Type::Named(path) => {
                self.krate.types.iter().any(
                    |it| matches!(it, Definition::Enum(enumeration) if enumeration.path == *path),
                )
            }
            _ => false,
        }
    }

    fn structure(&self, ty: &Type) -> Option<&'c Structure> {
        let Type::Named(path) = ty else {
            return None;
        };
        self.krate.types.iter().find_map(|it| match it {
            Definition::Structure(structure) if structure.path == *path => Some(structure),
            _ => None,
        })
    }
}

/// A way through fields, as far as it has been gone.
struct Walk<'f, 'c> {
    fields: &'f Fields<'c>,
    path: Vec<PathStep>,
    at: At<'c>,
}

/// Where it leads.
enum At<'c> {
    Structure(&'c Structure),
    Value(&'c Type),
}

impl<'c> Walk<'_, 'c> {
    fn member(&mut self, name: &str) -> Result<(), String> {
        let structure = match self.at {
            At::Structure(structure) => Some(structure),
            At::Value(ty) => self.fields.structure(ty),
        };
        let field = structure
            .and_then(|structure| field(structure, name))
            .ok_or_else(|| match structure {
                Some(structure) => format!("{} has no member {name:?}", structure.modelled),
                None => format!("{name:?} is taken of what is no structure"),
            })?;
        let (ty, boxed) = match &field.ty {
            Type::Boxed(ty) => (&**ty, true),
            ty => (ty, false),
        };
        self.path.push(PathStep::Field {
            name: field.name.clone(),
            optional: field.optional,
            boxed,
        });
        self.at = At::Value(ty);
        Ok(())
    }

    fn last(&mut self) -> Result<(), String> {
        match self.at {
            At::Value(Type::Vec(item)) if !matches!(**item, Type::Option(_)) => {
                self.path.push(PathStep::Last);
                self.at = At::Value(item);
                Ok(())
            }
            _ => Err("the last item is taken of what is no list".to_owned()),
        }
    }
}

fn field<'c>(structure: &'c Structure, name: &str) -> Option<&'c Field> {
    let mut fields = structure.fields.iter();
    fields.find(|field| field.schema.name == name)
}

fn parsed(path: &str) -> Result<JmesPath, String> {
    jmespath::parse(path).map_err(|reason| format!("the path {path:?} is wrong: {reason}"))
}

/// `a || b || c`, one by one.
fn alternatives(path: JmesPath) -> Vec<JmesPath> {
    match path {
        JmesPath::Or(first, second) => {
            let mut all = alternatives(*first);
            all.extend(alternatives(*second));
            all
        }
        path => vec![path],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
