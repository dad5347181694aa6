//! Each rule of the conversion, and what must hold for any text: read the way rustdoc reads it, the Markdown has no
//! tag, no link and no code block that was not put there on purpose, and says what the text said.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Format, markdown, summary};

fn names(name: &str) -> Option<String> {
    match name {
        "JobExecution" => Some("crate::types::JobExecution".to_owned()),
        "InScope" => Some("InScope".to_owned()),
        _ => None,
    }
}

fn html(text: &str) -> String {
    checked(markdown(text, Format::Html, &names))
}

fn commonmark(text: &str) -> String {
    checked(markdown(text, Format::CommonMark, &names))
}

/// The lines as one text, once they are found to be harmless.
fn checked(lines: Vec<String>) -> String {
    for line in &lines {
        assert_eq!(line.trim_end(), line, "trailing blanks");
        assert!(
            !line.contains(|character: char| character.is_control()),
            "{line:?}"
        );
    }
    assert!(lines.first().is_none_or(|line| !line.is_empty()));
    assert!(lines.last().is_none_or(|line| !line.is_empty()));
    let text = lines.join("\n");
    shown(&text);
    text
}

/// What rustdoc shows of Markdown, without blanks. Panics at what rustdoc would warn about or run.
fn shown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let broken = |link: BrokenLink<'_>| {
        // The short form of a link to an item is all that may look like a reference.
        assert_eq!(
            &*link.reference, "`InScope`",
            "a bracket opens a link in {markdown:?}"
        );
        Some(("InScope".into(), "".into()))
    };
    let mut text = String::new();
    let mut in_link = 0;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(broken)) {
        match event {
            Event::Text(part) => {
                let bare = ["http://a", "https://a"]
                    .iter()
                    .any(|address| part.contains(address));
                assert!(in_link > 0 || !bare, "a bare address in {markdown:?}");
                text.push_str(&part);
            }
            Event::Code(part) => text.push_str(&part),
            Event::Html(tag) => panic!("a block of HTML, {tag:?}, in {markdown:?}"),
            Event::InlineHtml(tag) => {
                let ours = ["<strong>", "</strong>", "<em>", "</em>", "<br>"];
                assert!(ours.contains(&&*tag), "{tag:?} in {markdown:?}");
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{markdown:?}");
                in_link += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => in_link -= 1,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                in_link += 1;
                let external = ["http://", "https://", "mailto:"];
                let expected = external
                    .iter()
                    .any(|scheme| dest_url.to_ascii_lowercase().starts_with(scheme))
                    || ["InScope", "crate::types::JobExecution"].contains(&&*dest_url);
                assert!(
                    expected && link_type != LinkType::Email,
                    "{dest_url:?} in {markdown:?}"
                );
            }
            Event::Start(
                Tag::Strikethrough
                | Tag::FootnoteDefinition(_)
                | Tag::Image { .. }
                | Tag::MetadataBlock(_),
            )
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic!("{event:?} in {markdown:?}"),
            _ => {}
        }
    }
    text.retain(|character| !character.is_whitespace());
    text
}

#[test]
fn paragraphs_are_set_apart_and_blanks_collapse() {
    assert_eq!(
        html("<p>One\n   two.</p>  <p>\n Three </p>"),
        "One two.\n\nThree"
    );
    assert_eq!(
        html("text<p>never closed<p>again"),
        "text\n\nnever closed\n\nagain"
    );
    assert_eq!(html("<p></p> \n <p> </p>"), "");
    assert_eq!(html(""), "");
    assert_eq!(
        html("    indented\n\n    is no code"),
        "indented is no code"
    );
    assert_eq!(html("a\u{a0}\u{a0}b"), "a b");
}

#[test]
fn prose_is_wrapped_but_code_and_links_are_not() {
    let text = format!("<p>{}</p>", "word ".repeat(60));
    let lines = markdown(&text, Format::Html, &names);
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line.chars().count() <= 92));
    let long = "a ".repeat(80);
    let lines = markdown(
        &format!("See <code>{long}</code> and <a href='https://a.b'>{long}</a>"),
        Format::Html,
        &names,
    );
    let long = long.trim();
    assert_eq!(
        lines,
        [
            "See".to_owned(),
            format!("`{long}`"),
            "and".to_owned(),
            format!("[{long}](https://a.b)")
        ]
    );
    let item = format!("<ul><li>{}</li></ul>", "word ".repeat(40));
    assert!(
        markdown(&item, Format::Html, &names)
            .iter()
            .all(|line| line.chars().count() <= 92)
    );
}

#[test]
fn emphasis() {
    assert_eq!(
        html("<b>a</b> <strong>b c</strong> <i>d</i> <em>e</em>."),
        "**a b c** *d e*."
    );
    assert_eq!(html("<b> a </b>b"), "**a** b");
    assert_eq!(html("a<b>b</b>c"), "a**b**c");
    assert_eq!(
        html("a<b>(b)</b>c, a<i>(b)</i>"),
        "a<strong>(b)</strong>c, a<em>(b)</em>"
    );
    assert_eq!(html("<b>a</b><i>b</i>"), "<strong>a</strong>*b*");
    assert_eq!(html("<b></b>a<i> </i>b"), "a b");
    assert_eq!(html("<b>a <i>b</i></b>"), "**a b**");
    assert_eq!(html("<b>*</b> <i>_</i>"), "**\\*** *\\_*");
    assert_eq!(html("<b>open <p>closed"), "**open**\n\nclosed");
    assert_eq!(
        html("<b>a <code>b</code> <a href='https://a.b'>c</a></b>"),
        "**a `b` [c](https://a.b)**"
    );
}

#[test]
fn code_spans() {
    assert_eq!(html("<code>a</code>, <tt>b</tt>"), "`a`, `b`");
    assert_eq!(html("x<code> a\n b </code>y"), "x `a b` y");
    assert_eq!(
        html("<code>a`b</code> <code>`</code> <code>``a</code>"),
        "``a`b`` `` ` `` ``` ``a ```"
    );
    assert_eq!(html("<code>a</code><code>b</code>"), "`ab`");
    assert_eq!(html("<code></code><code> </code>"), "");
    assert_eq!(html("<code>a</code>\n<code>b</code>"), "`a` `b`");
    assert_eq!(
        html("<code>a <b>b</b> <i>c</i></code>"),
        "`a` **`b`** *`c`*"
    );
    assert_eq!(html("<code>[a](b) &lt;c&gt; \\</code>"), "`[a](b) <c> \\`");
    assert_eq!(html("never closed <code>a<p>b"), "never closed `a`\n\nb");
    assert_eq!(
        html("set `nextToken`, not ` or `a b`"),
        "set `nextToken`, not \\` or \\`a b\\`"
    );
}

#[test]
fn names_become_links_to_items() {
    let link = "[`JobExecution`](crate::types::JobExecution)";
    assert_eq!(html("<code>JobExecution</code>"), link);
    assert_eq!(html("<a>JobExecution</a>s"), format!("{link}s"));
    assert_eq!(html("<a><code>JobExecution</code></a>"), link);
    assert_eq!(html("<code><a>JobExecution</a></code>"), link);
    assert_eq!(html("JobExecution"), "JobExecution");
    assert_eq!(
        html("<a>Unknown</a> <a>two words</a>"),
        "`Unknown` two words"
    );
    assert_eq!(
        html("<b><code>JobExecution</code></b>"),
        format!("**{link}**")
    );
    assert_eq!(commonmark("A `JobExecution`."), format!("A {link}."));
}

#[test]
fn names_in_scope_are_written_short_and_stay_links() {
    assert_eq!(html("<code>InScope</code>"), "[`InScope`]");
    assert_eq!(html("<code>InScope</code>(s)"), "[`InScope`]\\(s)");
    assert_eq!(html("<code>InScope</code>: a"), "[`InScope`]\\: a");
    assert_eq!(html("<code>InScope</code>[0]"), "[`InScope`]&#91;0\\]");
    assert_eq!(
        html("<code>InScope</code>[<code>a]</code>"),
        "[`InScope`]&#91;`a]`"
    );
    assert_eq!(html("!<code>InScope</code>"), "\\![`InScope`]");
}

#[test]
fn links() {
    assert_eq!(
        html("<a href='https://a.b/c?d=e&amp;f#g'>h <i>i</i></a>"),
        "[h i](https://a.b/c?d=e&f#g)"
    );
    assert_eq!(
        html("<a href='HTTP://a.b'>x</a> <a href='mailto:a@b.c'>y</a>"),
        "[x](HTTP://a.b) [y](mailto:a@b.c)"
    );
    assert_eq!(
        html("<a href=' https://a.b/c d(e)<f>\"\\[g]|`{h}\u{e4}\u{202e}'>x</a>"),
        "[x](https://a.b/c%20d%28e%29%3Cf%3E%22%5C%5Bg%5D%7C%60%7Bh%7D%C3%A4%E2%80%AE)"
    );
    assert_eq!(
        html("<a href='https://a.b'>https://a.b</a>"),
        "<https://a.b>"
    );
    assert_eq!(
        html("<a href='https://a.b'>https://c.d</a>"),
        "[https://c.d](https://a.b)"
    );
    assert_eq!(
        html("<a href='https://a.b'></a>x<a href='https://a.b'> </a>"),
        "x"
    );
    assert_eq!(
        html("<a href='https://a.b'>a]b[c</a>"),
        "[a\\]b\\[c](https://a.b)"
    );
    assert_eq!(
        html("<a href='https://a.b'><code>a]b</code></a>"),
        "[`a]b`](https://a.b)"
    );
    for address in [
        "",
        "#x",
        "/x",
        "x.html",
        "javascript:x()",
        "https:",
        "https://",
        "http:docs.x",
        "mailto:",
        "ftp://a",
    ] {
        assert_eq!(
            html(&format!("<a href='{address}'>to</a> it")),
            "to it",
            "{address}"
        );
    }
    assert_eq!(
        html("<b>a!<a href='https://a.b'>c</a></b>!<a href='https://a.b'>c</a>"),
        "**a\\![c](https://a.b)**\\![c](https://a.b)"
    );
    assert_eq!(html("https://<a href='x'>a.com</a>"), "<https://a.com>");
    assert_eq!(
        html("<a href='https://a.b&copy;'>x</a>"),
        "[x](https://a.b%C2%A9)"
    );
    assert_eq!(
        html("<a href='https://a.b&amp;copy;'>x</a>"),
        "[x](https://a.b%26copy;)"
    );
}

#[test]
fn addresses_in_text_become_links() {
    assert_eq!(
        html("See https://a.com/b_c, (http://a.org)."),
        "See <https://a.com/b_c>, (<http://a.org>)."
    );
    assert_eq!(
        html("https://a.com/b_(c) \"https://a.com\""),
        "<https://a.com/b_(c)> \"<https://a.com>\""
    );
    assert_eq!(html("https://{b}.a.com/*"), "`https://{b}.a.com/`\\*");
    assert_eq!(
        html("https:// and https://... http"),
        "https:// and https://... http"
    );
    assert_eq!(html("a:https://a.com"), "a:<https://a.com>");
    assert_eq!(html("<code>https://a.com</code>"), "`https://a.com`");
    assert_eq!(html("<b>https://a.com</b>"), "**<https://a.com>**");
}

#[test]
fn lists() {
    assert_eq!(html("<ul><li>a</li> <li><p>b</p></li></ul>"), "- a\n- b");
    assert_eq!(html("<ol><li>a<li>b</ol>"), "1. a\n2. b");
    assert_eq!(
        html("<p>t</p><ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul><p>e</p>"),
        "t\n\n- a\n  - b\n    1. c\n- d\n\ne"
    );
    assert_eq!(
        html("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>"),
        "- a\n\n  b\n- c"
    );
    assert_eq!(
        html("<ul><li></li><li>a</li></ul><ol><li> </li><li>b</li></ol>"),
        "- a\n\n1. b"
    );
    assert_eq!(html("<ul><li>a</li></ul><ul><li>b</li></ul>"), "- a\n\n* b");
    assert_eq!(html("<ul><li><ul><li>a</li></ul></li></ul>"), "- - a");
    assert_eq!(html("<li>a<li>b"), "- a\n- b");
    assert_eq!(html("</ul></li>a"), "a");
    assert_eq!(html("<ol><li>a</li>b<li>c</li></ol>"), "1. a\n\nb\n\n2. c");
    assert_eq!(html("<ul></ul>a"), "a");
}

#[test]
fn definitions() {
    assert_eq!(
        html("<dl><dt>A</dt><dd><p>b</p></dd><dt><code>C</code>:</dt> <dd>d<p>e</p></dd></dl>"),
        "- **A:** b\n- **`C`:** d\n\n  e"
    );
    assert_eq!(
        html("<dl><dt><p>A.</p></dt><dd><ul><li>b</li></ul></dd></dl>"),
        "- **A.**\n  - b"
    );
    assert_eq!(
        html("<dl><dd>a</dd><dt>b<dt>c</dl>"),
        "- a\n- **b**\n- **c**"
    );
}

#[test]
fn notices_are_quotes_with_a_label() {
    assert_eq!(
        html("<p>a</p><note><p>b</p><p>c</p></note><p>d</p>"),
        "a\n\n> **Note:** b\n>\n> c\n\nd"
    );
    assert_eq!(
        html("<important>a</important><caution>b</caution>"),
        "> **Important:** a\n\n> **Caution:** b"
    );
    assert_eq!(
        html("<note><ul><li>a</li></ul></note>"),
        "> **Note:**\n>\n> - a"
    );
    assert_eq!(
        html("<ul><li>a<note><p>b</p></note></li><li>c</li></ul>"),
        "- a\n\n  > **Note:** b\n- c"
    );
    assert_eq!(
        html("<note>never closed<ul><li>a"),
        "> **Note:** never closed\n>\n> - a"
    );
}

#[test]
fn empty_notices_are_left_out() {
    assert_eq!(html("<note></note>a<note><p> </p></note>"), "a");
}

#[test]
fn code_blocks_are_text() {
    assert_eq!(
        html("<p>a</p><pre>\n  b\n\tc &lt; `d`  \n\n</pre>e"),
        "a\n\n```text\n  b\n    c < `d`\n```\n\ne"
    );
    assert_eq!(
        html("<pre><code>```\n~~~</code></pre>"),
        "````text\n```\n~~~\n````"
    );
    assert_eq!(
        html("<ul><li>a<pre>b\n\nc</pre></li></ul>"),
        "- a\n\n  ```text\n  b\n\n  c\n  ```"
    );
    assert_eq!(html("<pre>\n\n</pre>"), "");
    assert_eq!(html("<pre>a"), "```text\na\n```");
    assert_eq!(html("<pre><code>a</pre>b"), "```text\na\n```\n\nb");
    assert_eq!(
        commonmark("```rust\nfn main() {}\n```"),
        "```text\nfn main() {}\n```"
    );
    assert_eq!(
        commonmark("a\n\n    let b = panic!();\n"),
        "a\n\n```text\nlet b = panic!();\n```"
    );
}

#[test]
fn headings_rules_and_breaks() {
    assert_eq!(
        html("<h1>a</h1>b<h3>c\nd #</h3>e<h2></h2>"),
        "# a\n\nb\n\n### c d \\#\n\ne"
    );
    assert_eq!(html("a<hr>b<li><hr>c"), "a\n\n___\n\nb\n\n- ___\n\n  c");
    assert_eq!(html("a<br>b<br/><br>c<br>"), "a\\\nb\n\nc");
    assert_eq!(html("<br>a<ul><li>b<br>c</li></ul>"), "a\n\n- b\\\n  c");
}

#[test]
fn tables() {
    assert_eq!(
        html(
            "<table><thead><tr><th>a|b</th><th>c</th></tr></thead><tr><td>1<p>2</p></td><td><code>a|b</code></td><td>3</td></tr></table>x"
        ),
        "| a\\|b | c | |\n| --- | --- | --- |\n| 1<br>2 | `a\\|b` | 3 |\n\nx"
    );
    assert_eq!(html("<table></table>a<table><tr></tr></table>"), "a");
    assert_eq!(
        html("<table><tr><td>a<table><tr><td>b</table>c"),
        "| a<br>b<br>c |\n| --- |"
    );
    assert_eq!(
        html("<table>a<tr><td><ul><li>b<li>c</ul><pre>d</pre>"),
        "a\n\n| b<br>c<br>`d` |\n| --- |"
    );
    assert_eq!(
        commonmark("|a|b|\n|-|-|\n|c|`d`|"),
        "| a | b |\n| --- | --- |\n| c | `d` |"
    );
}

#[test]
fn what_is_no_text_is_dropped() {
    assert_eq!(
        html("a<!-- b --><script>c < d</script><style>e</style><!DOCTYPE x>f"),
        "af"
    );
    assert_eq!(
        html("<fullname>A</fullname><p>b <span class=x>c</span> <unknown>d</unknown></p>"),
        "A\n\nb c d"
    );
    assert_eq!(
        html("<text>Never closed, around everything."),
        "Never closed, around everything."
    );
    assert_eq!(
        html("a\u{0}\u{7}b\u{202e}c\u{2066}d\u{200b}e\u{ad}f\u{feff}"),
        "abcdef"
    );
    assert_eq!(html("<img alt='a [b]' src=x> c"), "a \\[b\\] c");
}

#[test]
fn tags_that_are_placeholders_stay() {
    assert_eq!(
        html("<p>arn:aws:<region>:<account-id>:x</p>"),
        "arn:aws:\\<region>:\\<account-id>:x"
    );
    assert_eq!(
        html("<p>A List<String> of <Role a='b'/></p>"),
        "A List\\<String> of \\<Role a='b'/>"
    );
    assert_eq!(html("a <b"), "a \\<b");
    assert_eq!(html("a < b <= c <d and e"), "a < b <= c \\<d and e");
}

#[test]
fn entities_are_read_and_never_made() {
    assert_eq!(
        html("&lt;p&gt; &amp; &quot;&#65;&copy; &amp;lt; &amp;x AT&amp;T"),
        "\\<p> & \"A\u{a9} \\&lt; &x AT&T"
    );
    assert_eq!(html("&lt;1@2>"), "\\<1@2>");
    assert_eq!(html("&lt;!-- &lt;/p&gt; 1 &lt; 2"), "\\<!\\-- \\</p> 1 < 2");
}

#[test]
fn marks_are_escaped_where_they_mean_something() {
    assert_eq!(html("a*b *c* * d"), "a\\*b \\*c\\* * d");
    assert_eq!(html("a_b __c__ _ d__e _f"), "a_b \\_\\_c\\_\\_ _ d__e \\_f");
    assert_eq!(html("~5 ~~a~~ a~b"), "~5 \\~\\~a\\~\\~ a\\~b");
    assert_eq!(
        html("[a](b) ![c] [^d] a`b"),
        "\\[a\\](b) !\\[c\\] \\[^d\\] a\\`b"
    );
    assert_eq!(html("a\\b \\* \\ c\\"), "a\\b \\\\\\* \\\\ c\\\\");
    assert_eq!(html("--flag a---b"), "\\--flag a\\-\\--b");
    for (text, escaped) in [
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("> a", "\\> a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("* a", "\\* a"),
        ("-a +b", "-a +b"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("1.5 a", "1.5 a"),
        ("| a", "\\| a"),
        ("=== a", "\\=== a"),
        ("~~~ a", "\\~\\~~ a"),
    ] {
        assert_eq!(shown(&html(text)), shown(escaped), "{text}");
        assert_eq!(
            html(&format!("a | b<br>{text}")).lines().last(),
            Some(&*html(text)),
            "{text}"
        );
    }
    assert_eq!(html("a | b<br>-|-"), "a | b\\\n\\-|-");
    assert_eq!(html("a<br>==="), "a\\\n\\===");
}

#[test]
fn text_that_tries_to_be_code_is_text() {
    assert_eq!(
        html("*/ \"] #![allow(x)] \\u{0}"),
        "\\*/ \"\\] #!\\[allow(x)\\] \\u{0}"
    );
    assert_eq!(
        html("<p>```</p><p>fn main() {}</p><p>```</p>"),
        "\\`\\`\\`\n\nfn main() {}\n\n\\`\\`\\`"
    );
    assert_eq!(html("~~~rust"), "\\~\\~\\~rust");
}

#[test]
fn commonmark_is_written_anew() {
    let text = "A *b* __c__ `d`\nline\\\nbreak [e](https://a.b) [f] [g](#g) <https://a.b> <a@b.c>\n\n* h\n  > i\n\n2. j\n3. k\n\nl\n===";
    assert_eq!(
        commonmark(text),
        "A *b* **c** `d` line\\\nbreak [e](https://a.b) \\[f\\] g <https://a.b> [a@b.c](mailto:a@b.c)\n\n- h\n\n  > i\n\n2. j\n3. k\n\n# l"
    );
    assert_eq!(commonmark("a\n***\n![b](https://c.d)"), "a\n\n___\n\nb");
    assert_eq!(commonmark("https://a.com"), "<https://a.com>");
    assert_eq!(commonmark("foo_bar * [x]: y"), "foo_bar * \\[x\\]: y");
}

#[test]
fn html_is_recognised_in_commonmark() {
    assert_eq!(
        commonmark("<p>a <code>*b*</code></p>\n\n    <p>c</p>"),
        "a `*b*`\n\nc"
    );
    assert_eq!(
        commonmark("a <code>b*c</code> and <code>d*e</code>"),
        "a `b*c` and `d*e`"
    );
    assert_eq!(commonmark("- a <b>b</b>\n- c"), "- a **b**\n- c");
    assert_eq!(commonmark("a `<p>` *b*"), "a `<p>` *b*");
    assert_eq!(commonmark("```\n<p>\n```\n*b*"), "```text\n<p>\n```\n\n*b*");
    assert_eq!(
        commonmark("a <b>*b*</b> `c`<br>d <!-- e -->"),
        "a **b** `c`\\\nd"
    );
    assert_eq!(commonmark("Caption <N> of it"), "Caption \\<N> of it");
    assert_eq!(commonmark("a <script>b</script> `c`"), "a `c`");
    assert_eq!(commonmark("`a` Map<String, Foo>"), "`a` Map\\<String, Foo>");
}

#[test]
fn summaries_are_one_sentence() {
    assert_eq!(
        summary("<p>Gets a <code>Job</code>. And more.</p><p>x</p>"),
        "Gets a `Job`."
    );
    assert_eq!(
        summary("<p>Uses e.g. Amazon S3 (in the U.S. East). Then."),
        "Uses e.g. Amazon S3 (in the U.S. East)."
    );
    assert_eq!(
        summary("<p>Version 1.2 of a.b. c is one sentence</p>"),
        "Version 1.2 of a.b. c is one sentence"
    );
    assert_eq!(
        summary("<p> </p><ul><li>a <b>b</b> <a href='https://a.b'>c</a> | d</li></ul>"),
        "a b c \\| d"
    );
    assert_eq!(summary("# A\n\nb"), "A");
    assert_eq!(summary("Really? Yes."), "Really?");
    assert_eq!(summary("<note></note><!-- a -->"), "");
    assert_eq!(summary(""), "");
    assert_eq!(summary("1. A"), "A");
    assert_eq!(summary("<p>- [a] <b>"), "\\- \\[a\\]");
    assert_eq!(summary("<table><tr><td>a</td></tr></table>b"), "b");
    assert_eq!(summary("<pre>a</pre>b"), "b");
}

#[test]
fn hostile_nesting_takes_time_in_proportion() {
    let size = 1 << 16;
    let units = "<b> <ul><li> <ul> <li>a <note> <dl><dt> <table><tr><td> <p>a <x> </x> < & _ ` <code>` \
        https:// [ ] * a<br> <blockquote> | <td> <tr> \\ ~ <b>a</b> <b>(</b> (((( )))) <!-- \
        <script> </ul> <ol><li>a</ol> a. <pre> <h1>a";
    let spaced = [
        "<a href='https://a.b'>",
        "<x ",
        "`` ",
        "https://a.b\"",
        "* ",
        "> ",
        "- ",
        "  - a\n",
    ];
    for unit in units.split(' ').chain(spaced) {
        let text = unit.repeat(size / unit.len());
        let begin = std::time::Instant::now();
        for format in [Format::Html, Format::CommonMark] {
            markdown(&text, format, &names);
        }
        summary(&text);
        // Some 0.1 s unoptimised; quadratic work takes far longer even here.
        assert!(
            begin.elapsed().as_secs() < 5,
            "{unit:?} took {:?}",
            begin.elapsed()
        );
    }
}

/// A small generator of arbitrary choices: the same ones in every run.
struct Choices(u64);

impl Choices {
    fn next(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or(0)
    }

    fn text(&mut self, parts: &[&str], length: usize) -> String {
        (0..self.next(length))
            .map(|_| parts[self.next(parts.len())])
            .collect()
    }
}

/// Text with a meaning in Markdown or HTML, to be mixed with blanks.
const NASTY: &str = "a b Word * ** _ ` `` ~ ~~ # > - -- --- + = === 1. . , : ! ? [ ] ( ) [x] ![ [^1] | |-| \
    -|- :-: \\ \\\\ &amp;lt; &amp; &amp;#65; &lt; &lt;b&gt; &lt;!-- --&gt; &gt; \
    https://a.com https:// http://a.com/x_(y) {x} ' / */ @ $ % ^ \u{e4} \u{2019} \u{2014} 1 \
    23 ```rust ~~~";
const SPACED: [&str; 13] = [
    " ", " ", "\n", "\n\n", "    ", "# ", "> ", "- ", "+ ", "1. ", "2) ", "[x]: y", "\"",
];

fn nasty() -> impl Iterator<Item = &'static str> {
    NASTY.split(' ').chain(SPACED)
}

#[test]
fn any_text_is_shown_as_it_was() {
    let parts: Vec<&str> = nasty().collect();
    let mut choices = Choices(0x9e37_79b9_7f4a_7c15);
    for _ in 0..10_000 {
        let text = choices.text(&parts, 14);
        // Paired backticks around a word are the one mark-up that is read in text.
        let plain = text.replace('`', "&#96;");
        let expected: String = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let without_ticks = |text: &str| text.replace('`', "");
        let lines = html(&plain);
        assert_eq!(
            without_ticks(&shown(&lines)),
            without_ticks(&expected),
            "{text:?} became {lines:?}"
        );
    }
}

#[test]
fn any_mark_up_is_harmless() {
    let tags = "<p> </p> <b> </b> <i> </i> <code> </code> <ul> </ul> <ol> </ol> <li> </li> <note> \
        </note> <dl> <dt> </dt> <dd> </dd> </dl> <a> </a> <br> <pre> </pre> <table> <tr> <td> \
        </td> </table> <h2> </h2> <hr> <blockquote> </blockquote> InScope JobExecution \
        <code>InScope</code> <code>JobExecution</code> <x> </x> <script> </script> <!-- -->";
    let spaced = ["<a href='https://a.b/(c'>", "<a href='x'>", "<y z='"];
    let tags = || tags.split(' ').chain(spaced);
    let parts: Vec<&str> = nasty().chain(tags()).chain(tags()).collect();
    let mut choices = Choices(0x2545_f491_4f6c_dd1d);
    for _ in 0..10_000 {
        let text = choices.text(&parts, 20);
        html(&text);
        commonmark(&text);
        summary(&text);
    }
}

#[test]
fn lists_and_quotes_keep_their_text() {
    // What stands in an item or quote must be read back as such, not as code or as a part of its neighbours.
    let parts = [
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<li>",
        "<note>",
        "</note>",
        "<p>",
        "</p>",
        "- ",
        "1. ",
        "> ",
        "# ",
        "2. ",
        "a ",
        "b ",
        "<blockquote>",
        "</blockquote>",
    ];
    let mut choices = Choices(0x1234_5678_9abc_def5);
    for _ in 0..10_000 {
        let text = choices.text(&parts, 24);
        let mut expected = text.clone();
        for tag in parts.iter().filter(|part| part.starts_with('<')) {
            let label = if *tag == "<note>" { "Note:" } else { "" };
            expected = expected.replace(tag, label);
        }
        expected.retain(|character| !character.is_whitespace());
        let lines = html(&text);
        let without_labels = |text: &str| text.replace("Note:", "");
        assert_eq!(
            without_labels(&shown(&lines)),
            without_labels(&expected),
            "{text:?} became {lines:?}"
        );
    }
}
