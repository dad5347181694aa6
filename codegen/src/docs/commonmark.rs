//! CommonMark -> what a page is told.
//!
//! In: the text of a documentation trait. Out: calls to a [`Page`]; HTML in it goes through the reader of HTML.
//! It is parsed and written anew, rather than passed on, since rustdoc reads another dialect, and warns. Tables are
//! read too, as authors write them. Never writes Markdown.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::page::Page;

/// Reads CommonMark.
pub(super) fn read(text: &str, page: &mut Page<'_>) {
    let mut html = html::Reader::new(text, true);
    let mut block = String::new();
    let mut in_block = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        if page.is_complete() {
            return;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                page.paragraph();
                in_block = true;
            }
            Event::End(TagEnd::HtmlBlock) => {
                html.feed(&block, page);
                block.clear();
                in_block = false;
                page.paragraph();
            }
            Event::Html(part) if in_block => block.push_str(&part),
            Event::Html(tag) | Event::InlineHtml(tag) => html.feed(&tag, page),
            Event::Start(tag) => start(&tag, page),
            Event::End(tag) => end(tag, page),
            Event::Text(_) | Event::Code(_) if html.is_dropping() => {}
            Event::Text(text) => page.text(&text),
            Event::Code(code) => page.code(&code),
            Event::SoftBreak => page.text("\n"),
            Event::HardBreak => page.line_break(),
            Event::Rule => page.rule(),
            // Of extensions that are not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                page.text(&text)
            }
            Event::TaskListMarker(_) => {}
        }
    }
}

fn start(tag: &Tag<'_>, page: &mut Page<'_>) {
    match tag {
        Tag::Paragraph => page.paragraph(),
        Tag::Heading { level, .. } => page.open_heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 => 5,
            HeadingLevel::H6 => 6,
        }),
        Tag::BlockQuote(_) => page.open_quote(None),
        Tag::CodeBlock(_) => page.open_verbatim(),
        Tag::List(first) => page.open_list(*first),
        Tag::Item => page.open_item(),
        Tag::Table(_) => page.open_table(),
        Tag::TableHead | Tag::TableRow => page.open_row(),
        Tag::TableCell => page.open_cell(),
        Tag::Emphasis => page.open_em(),
        Tag::Strong => page.open_strong(),
        Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        } => page.open_link(Some(&format!("mailto:{dest_url}"))),
        Tag::Link { dest_url, .. } => page.open_link(Some(dest_url)),
        // Of an image its alternative text is kept.
        _ => {}
    }
}

fn end(tag: TagEnd, page: &mut Page<'_>) {
    match tag {
        TagEnd::Paragraph => page.paragraph(),
        TagEnd::Heading(_) => page.close_heading(),
        TagEnd::BlockQuote(_) => page.close_quote(),
        TagEnd::CodeBlock => page.close_verbatim(),
        TagEnd::List(_) => page.close_list(),
        TagEnd::Item => page.close_item(),
        TagEnd::Table => page.close_table(),
        TagEnd::TableCell => page.close_cell(),
        TagEnd::Emphasis => page.close_em(),
        TagEnd::Strong => page.close_strong(),
        TagEnd::Link => page.close_link(),
        _ => {}
    }
}
