//! A graph as SVG, for those without a program that draws.
//!
//! In: a graph. Out: a picture: operations on the left, and each box one column to the right of the nearest that refers to
//! it. Boxes of a column stand in the order of the model.

use std::collections::VecDeque;
use std::fmt::Write as _;

use super::{Graph, Look};
use crate::source::is_unseen;

const COLUMN: usize = 300;
const ROW: usize = 44;
const BOX: (usize, usize) = (210, 28);
const MARGIN: usize = 20;

/// How many characters of a name fit a box.
const FITTING: usize = 30;

impl Graph {
    /// As SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        let places = self.places();
        let (columns, rows) = places
            .iter()
            .fold((0, 0), |(x, y), place| (x.max(place.0), y.max(place.1)));
        let (width, height) = (
            columns * COLUMN + BOX.0 + 2 * MARGIN,
            rows * ROW + BOX.1 + 2 * MARGIN,
        );
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        );
        let corner = |number: usize| {
            let (column, row) = places.get(number).copied().unwrap_or_default();
            (MARGIN + column * COLUMN, MARGIN + row * ROW)
        };
        for edge in &self.edges {
            let (from, to) = (corner(edge.from), corner(edge.to));
            let (x1, y1) = (from.0 + BOX.0, from.1 + BOX.1 / 2);
            let (x2, y2) = (to.0, to.1 + BOX.1 / 2);
            let bend = (COLUMN - BOX.0) / 2;
            let _ = writeln!(
                svg,
                "<path d=\"M {x1} {y1} C {} {y1} {} {y2} {x2} {y2}\" fill=\"none\" stroke=\"#999999\"><title>{}</title></path>",
                x1 + bend,
                x2.saturating_sub(bend),
                escaped(&edge.label),
            );
        }
        for (number, node) in self.nodes.iter().enumerate() {
            let (x, y) = corner(number);
            let (fill, round) = match node.look {
                Look::Operation => ("#cfe8ff", 14),
                Look::Structure => ("#f2f2f2", 2),
                Look::Union => ("#fff0c2", 2),
                Look::Enum => ("#e1f5d8", 8),
                Look::Error => ("#ffd9d4", 2),
            };
            let (width, height) = BOX;
            let name = escaped(&node.name);
            let shown: String = match node.name.chars().count() > FITTING {
                true => node
                    .name
                    .chars()
                    .take(FITTING - 1)
                    .chain(['\u{2026}'])
                    .collect(),
                false => node.name.clone(),
            };
            let _ = writeln!(
                svg,
                "<g><title>{name}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" \
                 fill=\"{fill}\" stroke=\"#666666\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text></g>",
                x + width / 2,
                y + height / 2 + 4,
                escaped(&shown),
            );
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// The column and the row of every box.
    fn places(&self) -> Vec<(usize, usize)> {
        let mut columns: Vec<Option<usize>> = vec![None; self.nodes.len()];
        let mut targets: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            targets[edge.from].push(edge.to);
        }
        let mut open: VecDeque<(usize, usize)> = VecDeque::new();
        let is_first = |number: &usize| self.nodes[*number].look == Look::Operation;
        open.extend(
            (0..self.nodes.len())
                .filter(is_first)
                .map(|number| (number, 0)),
        );
        let mut unseen = 0..self.nodes.len();
        loop {
            while let Some((number, column)) = open.pop_front() {
                if columns[number].is_none() {
                    columns[number] = Some(column);
                    open.extend(targets[number].iter().map(|target| (*target, column + 1)));
                }
            }
            // a model without operations begins anywhere
            match unseen.find(|number| columns[*number].is_none()) {
                Some(number) => open.push_back((number, 0)),
                None => break,
            }
        }
        let mut heights: Vec<usize> = Vec::new();
        columns
            .into_iter()
            .map(|column| {
                let column = column.unwrap_or_default();
                if heights.len() <= column {
                    heights.resize(column + 1, 0);
                }
                heights[column] += 1;
                (column, heights[column] - 1)
            })
            .collect()
    }
}

/// Text between tags.
fn escaped(text: &str) -> String {
    let text = text.replace(is_unseen, " ");
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
