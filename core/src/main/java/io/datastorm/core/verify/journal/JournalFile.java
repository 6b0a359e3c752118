package io.datastorm.core.verify.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A journal in a file, in blocks with checksums; {@link JournalFormat} says what its bytes mean. */
final class JournalFile implements Journal.Sink {
    private final OutputStream out;
    private final int headingChecksum;
    private int blocks;
    private IOException broken;

    /** Creates the file. */
    JournalFile(Path file, Heading heading) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        byte[] json = JournalFormat.JSON.writeValueAsBytes(heading);
        headingChecksum = JournalFormat.checksum(json);
        out.write(JournalFormat.lineStart(headingChecksum).getBytes(StandardCharsets.US_ASCII));
        out.write(json);
        out.write('\n');
    }

    @Override
    public void entries(byte[] entries) throws IOException {
        block(JournalFormat.ENTRIES, entries);
    }

    @Override
    public void seal(Seal seal) throws IOException {
        block(JournalFormat.SEAL, JournalFormat.JSON.writeValueAsBytes(seal));
    }

    /** After a block that could not be written, others would only look like damage. */
    private void block(byte kind, byte[] content) throws IOException {
        if (broken != null) {
            throw broken;
        }
        JournalFormat.BlockHeader header = new JournalFormat.BlockHeader(
                kind, blocks++, System.currentTimeMillis(), content.length, JournalFormat.checksum(content));
        try {
            out.write(header.encode(headingChecksum));
            out.write(content);
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
