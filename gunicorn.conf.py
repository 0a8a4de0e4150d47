"""How gunicorn runs the web process; the Procfile says where it listens and how many processes there are."""

worker_class = "bestvalue.serving.WholeRequestsWorker"
threads = 8  # in each process; each may hold a connection to the database
