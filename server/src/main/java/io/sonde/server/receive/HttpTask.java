// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.sonde.server.limit.Slots.Slot;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.store.BatchId;
import io.sonde.server.store.QueueFullException;
import org.jspecify.annotations.Nullable;

/** One request over HTTP, unpacked and read by a thread of the pool; answers when it is stored. */
final class HttpTask implements Runnable {
    /** In place of a limit for what a body unpacks to. */
    static final int NOT_PACKED = 0;

    private final ChannelHandlerContext context;
    private final FullHttpRequest head;
    private final byte[] body;
    private final SignalExport export;
    private final Encoding encoding;
    private final int unpackLimit;
    private final @Nullable Slot slot;

    /** Copies the body: the connection's buffer is given back when the handler returns. */
    HttpTask(
            ChannelHandlerContext context,
            FullHttpRequest request,
            SignalExport export,
            Encoding encoding,
            int unpackLimit) {
        this.slot = context.pipeline().get(HttpGate.class).handOver();
        this.context = context;
        this.head = request.replace(Unpooled.EMPTY_BUFFER);
        this.body = ByteBufUtil.getBytes(request.content());
        this.export = export;
        this.encoding = encoding;
        this.unpackLimit = unpackLimit;
    }

    @Override
    public void run() {
        try {
            byte[] unpacked = unpackLimit == NOT_PACKED ? body : Gzip.unpack(body, unpackLimit);
            byte[] request = encoding.request(unpacked, export.signal());
            BatchId id = BatchHeaders.read(
                    head.headers().get(BatchHeaders.ID), head.headers().get(BatchHeaders.TRY));
            var _ = export.export(request, Sending.named(id)).whenComplete((rejections, failure) -> {
                if (failure == null) {
                    accept(rejections);
                } else {
                    refuse(Refusal.of(failure));
                }
            });
        } catch (TooLargeException e) {
            refuse(Refusal.tooLarge(String.valueOf(e.getMessage())));
        } catch (MalformedException | QueueFullException | RuntimeException e) {
            refuse(Refusal.of(e));
        }
    }

    private void accept(Rejections rejections) {
        giveBack();
        byte[] answer = encoding.response(rejections, export.signal());
        HttpAnswer.send(
                context, HttpAnswer.of(HttpResponseStatus.OK.code(), encoding, answer), HttpUtil.isKeepAlive(head));
    }

    private void giveBack() {
        if (slot != null) {
            slot.close();
        }
    }

    private void refuse(Refusal refusal) {
        giveBack();
        HttpAnswer.send(context, HttpAnswer.refusal(refusal, head), HttpUtil.isKeepAlive(head));
    }
}
