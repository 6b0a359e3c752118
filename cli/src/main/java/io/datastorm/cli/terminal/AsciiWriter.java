package io.datastorm.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes plain signs instead of those that a terminal without Unicode cannot show. */
public final class AsciiWriter extends FilterWriter {
    /** The launcher sets the property when standard output is a terminal whose locale is not UTF-8. */
    public static final boolean NEEDED = Boolean.getBoolean("datastorm.ascii");

    private static final int ASCII = 128;
    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('\u2713', "ok"),
            Map.entry('\u2717', "DIFFERS"),
            Map.entry('\u2192', "->"),
            Map.entry('\u2190', "<-"),
            Map.entry('\u2013', "-"),
            Map.entry('\u2026', "..."),
            Map.entry('\u2265', ">="),
            Map.entry('\u00d7', "x"),
            Map.entry('\u00b1', "+-"),
            Map.entry('\u00b5', "u"),
            Map.entry('\u2588', "#"),
            Map.entry('\u2591', "."));
    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String LEVELS = "_.,-=+*#";

    /** Writes to this one. */
    public AsciiWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        out.write(plain((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    /** The same text in signs that each terminal shows. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(character -> plain.append(plain((char) character)));
        return plain.toString();
    }

    private static String plain(char character) {
        if (character < ASCII) {
            return String.valueOf(character);
        }
        int bar = BARS.indexOf(character);
        String level = bar < 0 ? "?" : String.valueOf(LEVELS.charAt(bar));
        return SIGNS.getOrDefault(character, level);
    }
}
