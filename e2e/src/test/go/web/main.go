// A web server and its client, both of Go's net/http: "serve PORT [MILLIS that each answer takes]", or "call PORT h1|h2 TIMES". Each says how many requests it saw and
// how many of them were answered with an error; the server does so when its input ends.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	if os.Args[1] == "serve" {
		late := 0
		if len(os.Args) > 3 {
			late, _ = strconv.Atoi(os.Args[3])
		}
		serve(os.Args[2], time.Duration(late)*time.Millisecond)
	} else {
		times, _ := strconv.Atoi(os.Args[4])
		call(os.Args[2], os.Args[3] == "h2", times)
	}
}

func protocols(http2 bool) *http.Protocols {
	var both http.Protocols
	both.SetHTTP1(!http2)
	both.SetUnencryptedHTTP2(http2)
	return &both
}

func serve(port string, late time.Duration) {
	var requests, errors atomic.Int64
	handler := http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		requests.Add(1)
		time.Sleep(late)
		switch request.URL.Path {
		case "/fail":
			errors.Add(1)
			http.Error(answer, "broken", http.StatusInternalServerError)
		default:
			length, _ := strconv.Atoi(request.URL.Query().Get("bytes"))
			answer.Write(make([]byte, length))
		}
	})
	both := protocols(true)
	both.SetHTTP1(true)
	server := &http.Server{Addr: "127.0.0.1:" + port, Handler: handler, Protocols: both}
	go server.ListenAndServe()
	io.ReadAll(os.Stdin)
	fmt.Println(requests.Load(), errors.Load())
}

// Every tenth request fails, every fifth has an answer of 100,000 bytes.
func call(port string, http2 bool, times int) {
	client := &http.Client{Transport: &http.Transport{Protocols: protocols(http2)}}
	errors := 0
	took := make([]time.Duration, 0, times)
	for i := range times {
		url := "http://127.0.0.1:" + port + "/orders?bytes=10"
		if i%10 == 1 {
			url = "http://127.0.0.1:" + port + "/fail"
		} else if i%5 == 0 {
			url = "http://127.0.0.1:" + port + "/orders?bytes=100000"
		}
		began := time.Now()
		answer, err := client.Get(url)
		if err != nil {
			panic(err)
		}
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		took = append(took, time.Since(began))
		if answer.StatusCode >= 400 {
			errors++
		}
	}
	slices.Sort(took)
	fmt.Println(times, errors, took[times/2].Seconds())
}
