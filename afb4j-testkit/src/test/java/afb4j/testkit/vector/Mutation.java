package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A recording in which the server misbehaves once.
///
/// @param what     what it does
/// @param recorded the recording
/// @param mutated  what the server says instead of what is wanted of ours
record Mutation(String what, Vector recorded, Vector mutated) {

    /// Returns the misbehaviours that make sense for a recording.
    static List<Mutation> of(CatalogEntry entry) {
        Vector vector = AcceptedDeviation.rewrite(PlayedPart.of(entry.vector(), Subject.SERVER), Subject.SERVER);
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < vector.frames().size(); i++) {
            VectorFrame line = vector.frames().get(i);
            boolean isReply = line.message().filter(Message::isReply).isPresent();
            if (isReply && line.direction() == Direction.S2C && !line.optional()) {
                mutations.add(with("changed", vector, i, Mutation::changed));
                mutations.add(with("other call", vector, i, Mutation::ofOtherCall));
                mutations.add(with("masked", vector, i, Mutation::masked));
                mutations.add(without("lost", vector, i));
                mutations.add(twice("twice", vector, i));
                break;
            }
        }
        int close = lastClose(vector);
        if (close >= 0) {
            mutations.add(with("other close code", vector, close, line -> line.withHex("03e9")));
        }
        return mutations;
    }

    private static int lastClose(Vector vector) {
        for (int i = vector.frames().size() - 1; i >= 0; i--) {
            VectorFrame line = vector.frames().get(i);
            if (line.isFrame(Opcode.CLOSE)
                    && line.direction() == Direction.S2C
                    && line.frame().closeCode().isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static VectorFrame changed(VectorFrame line) {
        Message message = line.message().orElseThrow();
        long id = message.field("callid").orElseThrow().number();
        String hex = ReplyEncoder.encode(line.dialect(), id, "mutated", "by the test", "{\"other\":1}");
        return line.withHex(hex);
    }

    private static VectorFrame ofOtherCall(VectorFrame line) {
        StringBuilder hex = new StringBuilder(line.frame().hex());
        hex.setCharAt(2, hex.charAt(2) == '7' ? '8' : '7');
        return line.withHex(hex.toString());
    }

    private static VectorFrame masked(VectorFrame line) {
        WsFrame frame = line.frame();
        return line.withFrame(
                new WsFrame(true, 0, Opcode.BINARY, true, 0x01020304, frame.hex(), frame.announced(), true));
    }

    private static Mutation with(String what, Vector vector, int at, UnaryOperator<VectorFrame> change) {
        List<VectorFrame> lines = new ArrayList<>(vector.frames());
        lines.set(at, change.apply(lines.get(at)));
        return new Mutation(what, Vectors.load(vector.name()), vector.withFrames(lines));
    }

    private static Mutation without(String what, Vector vector, int at) {
        List<VectorFrame> lines = new ArrayList<>(vector.frames());
        lines.remove(at);
        return new Mutation(what, Vectors.load(vector.name()), vector.withFrames(lines));
    }

    private static Mutation twice(String what, Vector vector, int at) {
        List<VectorFrame> lines = new ArrayList<>(vector.frames());
        lines.add(at, lines.get(at));
        return new Mutation(what, Vectors.load(vector.name()), vector.withFrames(lines));
    }

    @Override
    public String toString() {
        return recorded.name() + " " + what;
    }
}
