/// Texts and fragments of CommonMark for the comparison with cmark.
enum Texts {
  static let all = [
    "",
    "Only a line",
    "# Heading with `code`, *stress* and a [link](/a \"t\")\n\nText\nof two lines.\n",
    "Setext\nheading\n===\n\nanother\n---\ntext\n",
    "> quote\nlazy\n> > nested\n\n> - item\n>   more\n",
    "- tight\n- list\n  - inner\n    text\n- end\n\n1. loose\n\n2. list\n",
    "7) seven\n8) eight\n\n   ```sh title=\"a b\" &amp;\n   echo \"<hi>\"\n   ```\n",
    "```\nno info\n```\n~~~ \n\n~~~\n\n    indented <code> & more\n",
    "<div class=\"x\">\n*raw*\n</div>\n\nA <b>bold</b> <!-- note --> word<br>\n",
    "![an *image* with `code` and <i>html</i>\nbreak](/src?a=b&c='d' \"Title \\\" end\")\n",
    "[empty title](/u \"\") [none](/u) ![](x \"\") [](<>) [a](< b c >)\n",
    "[ref], [Text][ref] and ![image][REF]\n\n[ref]: <https://example.org/ä ö> 'T & t'\n",
    "<https://example.org/?q=[x]&y=~> <a@b.example>\n",
    "Hard  \nbreak\\\nand soft\nbreak &copy; &#0; &#xFFFF; &lt; \"quoted\"\n",
    "***both*** **_mixed_** *a **b** c* __x__ a_b_c\n",
    "* * *\n- a\n- * b\n  * c\n***\n",
    "- \n\n  not in the item\n-\n  in the item\n",
    "1. a\n\n   b\n   > c\n   ```\n   d\n\n   ```\n2. e\n",
    "[x](javascript:alert(1)) ![y](data:image/png;base64,AA) [z](DATA:text/html,x)\n",
    "中文段落，**粗体**与`代码`。\n[链接](/路径 \"标题\")\n",
  ]

  static let fragments = [
    "\n", "\n\n", "    ", "> ", "- ", "* x\n", "1. ", "10) z\n", "```", "~~~ a b\n", "`", "``",
    "**",
    "*", "_", "__", "[", "](", ")", "![", "]", "[a]: /b 'c'\n", "<b>", "</b>", "<!--", "-->", "<?",
    "?>", "<div>\n", "</div>\n", "<pre>\n", "&amp;", "&#35;", "\\", "\\\n", "  \n", "---\n",
    "===\n",
    "# ", "###### x #\n", "\t", "a", "word ", "<http://x>", "\"t\"", "é", "\u{A0}",
    "\u{F0000}1\u{F0001}",
  ]
}
