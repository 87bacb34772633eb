// A gRPC server and its client, both of grpc-go: "serve PORT [MILLIS that each answer takes]", or "call PORT TIMES". Each says how many calls it saw and how many of them
// failed; the server does so when its input ends.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
)

func main() {
	if os.Args[1] == "serve" {
		late := 0
		if len(os.Args) > 3 {
			late, _ = strconv.Atoi(os.Args[3])
		}
		serve(os.Args[2], time.Duration(late)*time.Millisecond)
	} else {
		times, _ := strconv.Atoi(os.Args[3])
		call(os.Args[2], times)
	}
}

func serve(port string, late time.Duration) {
	var calls, failed atomic.Int64
	count := func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		calls.Add(1)
		time.Sleep(late)
		answer, err := next(ctx, request)
		if err != nil {
			failed.Add(1)
		}
		return answer, err
	}
	server := grpc.NewServer(grpc.UnaryInterceptor(count))
	state := health.NewServer()
	state.SetServingStatus("known", grpc_health_v1.HealthCheckResponse_SERVING)
	grpc_health_v1.RegisterHealthServer(server, state)
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		panic(err)
	}
	go server.Serve(listener)
	io.ReadAll(os.Stdin)
	fmt.Println(calls.Load(), failed.Load())
}

// Every tenth call asks for what is not there.
func call(port string, times int) {
	connection, err := grpc.NewClient("127.0.0.1:"+port, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	client := grpc_health_v1.NewHealthClient(connection)
	failed := 0
	took := make([]time.Duration, 0, times)
	for i := range times {
		service := "known"
		if i%10 == 1 {
			service = "unknown"
		}
		began := time.Now()
		if _, err := client.Check(context.Background(), &grpc_health_v1.HealthCheckRequest{Service: service}); err != nil {
			failed++
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	fmt.Println(times, failed, took[times/2].Seconds())
}
