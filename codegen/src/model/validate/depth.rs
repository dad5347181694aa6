//! How deep mixins nest.
//!
//! In: a model as read. Out: whether it can be looked at in reasonable time; what nests too deep is a finding. Everything
//! after this may walk from a shape through all of its mixins.

use std::collections::HashMap;

use super::Check;
use crate::id::ShapeId;

/// Mixins of mixins, and so on, go so deep. Models need about three levels.
const MAX_DEPTH: usize = 64;

/// Whether no mixins nest deeper than [`MAX_DEPTH`]. Each shape is visited once.
pub(super) fn check(check: &mut Check<'_, '_>) -> bool {
    let model = check.model;
    // none while a shape is on the way down: a circle of mixins is told elsewhere
    let mut depths: HashMap<&ShapeId, Option<usize>> = HashMap::new();
    let mut sound = true;
    for shape in model.shapes.values() {
        let mut path = vec![(shape, 0, 0)];
        while let Some((shape, visited, depth)) = path.last_mut() {
            if *visited == 0 && *depth == 0 {
                if depths.contains_key(&shape.id) {
                    path.pop();
                    continue;
                }
                depths.insert(&shape.id, None);
            }
            let Some(mixin) = shape.mixins.get(*visited) else {
                let (shape, depth) = (*shape, *depth);
                depths.insert(&shape.id, Some(depth));
                // one step deeper than may be: of a chain, one shape is told
                if depth == MAX_DEPTH + 1 {
                    sound = false;
                    check.shape_error(
                        shape,
                        format!("its mixins nest deeper than {MAX_DEPTH} levels"),
                        "let the shape take its members from fewer mixins of mixins",
                    );
                }
                path.pop();
                continue;
            };
            match depths.get(&mixin.target) {
                Some(known) => {
                    *visited += 1;
                    *depth = (*depth).max(known.map_or(0, |known| known + 1));
                }
                None => match model.get(&mixin.target) {
                    Some(mixin) => path.push((mixin, 0, 0)),
                    None => *visited += 1,
                },
            }
        }
    }
    sound
}
