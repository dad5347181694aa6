//! Seconds over the size of the model, as an SVG.
//!
//! In: what came of each model. Out: a picture with a point for each stage of each model, both axes logarithmic, so that
//! what is linear lies along the diagonal that is drawn. Also the slope, which is the exponent of the growth.

use std::fmt::Write as _;

use super::made::{Made, Time};

/// A stage, its colour, and what is measured.
type Stage = (&'static str, &'static str, fn(Time) -> f64);

const STAGES: [Stage; 3] = [
    ("read", "#0072b2", |time| time.read),
    ("lower", "#d55e00", |time| time.lower),
    ("emit and format", "#009e73", |time| time.emit),
];

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 520.0;
const MARGIN: f64 = 60.0;

/// What is drawn, in powers of ten: bytes and seconds.
const BYTES: (i32, i32) = (3, 7);
const SECONDS: (i32, i32) = (-5, 1);

/// Models from this size on count for the exponent; below, what every crate has counts for more than the model.
const FROM: usize = 100_000;

/// The picture.
pub(crate) fn plot(rows: &[Made]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    for power in BYTES.0..=BYTES.1 {
        let x = x(10f64.powi(power));
        line(&mut svg, (x, MARGIN / 2.0), (x, HEIGHT - MARGIN), "#dddddd");
        let label = ["1 kB", "10 kB", "100 kB", "1 MB", "10 MB"]
            .get(usize::try_from(power - BYTES.0).unwrap_or_default())
            .unwrap_or(&"");
        text(&mut svg, (x, HEIGHT - MARGIN + 18.0), "middle", label);
    }
    for power in SECONDS.0..=SECONDS.1 {
        let y = y(10f64.powi(power));
        line(&mut svg, (MARGIN, y), (WIDTH - MARGIN / 2.0, y), "#dddddd");
        let label = [
            "10 \u{b5}s",
            "100 \u{b5}s",
            "1 ms",
            "10 ms",
            "100 ms",
            "1 s",
            "10 s",
        ]
        .get(usize::try_from(power - SECONDS.0).unwrap_or_default())
        .unwrap_or(&"");
        text(&mut svg, (MARGIN - 6.0, y + 4.0), "end", label);
    }
    let (from, to) = (10f64.powi(BYTES.0 + 1), 10f64.powi(BYTES.1));
    // a second for a megabyte and a half: somewhere through the middle
    let linear = |bytes: f64| bytes * 0.4e-6;
    let ends = ((x(from), y(linear(from))), (x(to), y(linear(to))));
    line(&mut svg, ends.0, ends.1, "#888888");
    text(&mut svg, (ends.1.0 - 4.0, ends.1.1 - 8.0), "end", "linear");
    for (number, (name, colour, of)) in STAGES.into_iter().enumerate() {
        let _ = writeln!(svg, "<g fill=\"{colour}\" fill-opacity=\"0.6\">");
        for row in rows.iter().filter(|row| of(row.time) > 0.0) {
            let (x, y) = (x(row.bytes as f64), y(of(row.time)));
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\"/>");
        }
        let at = 45.0 + 18.0 * number as f64;
        let _ = writeln!(
            svg,
            "<circle cx=\"{}\" cy=\"{at}\" r=\"5\"/>\n</g>",
            MARGIN + 15.0
        );
        text(&mut svg, (MARGIN + 26.0, at + 4.0), "start", name);
    }
    let middle = WIDTH / 2.0;
    text(
        &mut svg,
        (middle, HEIGHT - 18.0),
        "middle",
        "size of the model",
    );
    svg.push_str("</svg>\n");
    svg
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), colour: &str) {
    let _ = writeln!(
        svg,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(svg: &mut String, at: (f64, f64), anchor: &str, text: &str) {
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"#333333\">{text}</text>",
        at.0, at.1
    );
}

fn x(bytes: f64) -> f64 {
    let (from, to) = (f64::from(BYTES.0), f64::from(BYTES.1));
    MARGIN + (bytes.log10() - from) / (to - from) * (WIDTH - 1.5 * MARGIN)
}

fn y(seconds: f64) -> f64 {
    let (from, to) = (f64::from(SECONDS.0), f64::from(SECONDS.1));
    HEIGHT - MARGIN - (seconds.log10() - from) / (to - from) * (HEIGHT - 1.5 * MARGIN)
}

/// The exponent of the growth: the slope of the straight line that fits the logarithms best.
pub(crate) fn exponent(rows: &[Made], of: fn(Time) -> f64) -> f64 {
    let points = rows
        .iter()
        .filter(|row| row.bytes >= FROM && of(row.time) > 0.0)
        .map(|row| ((row.bytes as f64).ln(), of(row.time).ln()));
    slope(&points.collect::<Vec<_>>())
}

fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let (mut above, mut below) = (0.0, 0.0);
    for point in points {
        above += (point.0 - x) * (point.1 - y);
        below += (point.0 - x) * (point.0 - x);
    }
    above / below
}

#[cfg(test)]
mod tests {
    use super::slope;

    #[test]
    fn the_slope_of_a_line_is_found() {
        let points: Vec<(f64, f64)> = (1..9).map(f64::from).map(|x| (x, 1.25 * x - 3.0)).collect();
        assert!((slope(&points) - 1.25).abs() < 1e-9);
    }
}
