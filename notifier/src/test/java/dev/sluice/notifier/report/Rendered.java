package dev.sluice.notifier.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** What a parser of GitHub's Markdown makes of a text. */
final class Rendered extends AbstractVisitor {

    private static final List<Extension> GITHUB =
            List.of(
                    AutolinkExtension.create(),
                    StrikethroughExtension.create(),
                    TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(GITHUB).build();

    final List<String> links = new ArrayList<>();
    final List<String> html = new ArrayList<>();
    final List<String> text = new ArrayList<>();
    final List<String> bold = new ArrayList<>();
    final Set<String> others = new HashSet<>();
    int headings;
    int items;

    static Rendered of(String markdown) {
        var rendered = new Rendered();
        PARSER.parse(markdown).accept(rendered);
        return rendered;
    }

    static String html(String markdown) {
        return HtmlRenderer.builder().extensions(GITHUB).build().render(PARSER.parse(markdown));
    }

    /** Text between the code spans, in which GitHub looks for mentions, references and emoji. */
    String prose() {
        return String.join("\n", text);
    }

    @Override
    public void visit(Link link) {
        links.add(link.getDestination());
        visitChildren(link);
    }

    @Override
    public void visit(HtmlInline inline) {
        html.add(inline.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
        html.add(block.getLiteral());
    }

    @Override
    public void visit(Text node) {
        text.add(node.getLiteral());
    }

    @Override
    public void visit(Code code) {}

    @Override
    public void visit(StrongEmphasis strong) {
        bold.add(strong.getFirstChild() instanceof Text only ? only.getLiteral() : "?");
        visitChildren(strong);
    }

    @Override
    public void visit(Heading heading) {
        headings++;
        visitChildren(heading);
    }

    @Override
    public void visit(ListItem item) {
        items++;
        visitChildren(item);
    }

    @Override
    public void visit(Emphasis emphasis) {
        others.add("emphasis");
    }

    @Override
    public void visit(Image image) {
        others.add("image");
    }

    @Override
    public void visit(BlockQuote quote) {
        others.add("quote");
    }

    @Override
    public void visit(FencedCodeBlock block) {
        others.add("fence");
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        others.add("indented code");
    }

    @Override
    public void visit(OrderedList list) {
        others.add("ordered list");
    }

    @Override
    public void visit(ThematicBreak rule) {
        others.add("rule");
    }

    @Override
    public void visit(CustomNode node) {
        others.add(node.getClass().getSimpleName());
    }

    @Override
    public void visit(CustomBlock block) {
        others.add(block instanceof TableBlock ? "table" : block.getClass().getSimpleName());
    }
}
