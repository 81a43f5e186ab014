# Docspot with its trained language model. Rasa's packages exist for x86-64: build with --platform linux/amd64 elsewhere.
#   docker build -t docspot .
#   docker run -p 8080:8080 -v docspot:/data --env-file .env docspot
# compose.yml runs the same image as one container a role.

FROM python:3.11-slim AS packages
WORKDIR /app
# Without MULTIDICT_NO_EXTENSIONS the old multidict of Rasa would need a C compiler.
ENV MULTIDICT_NO_EXTENSIONS=1 UV_SYSTEM_CERTS=1 UV_LINK_MODE=copy UV_NO_CACHE=1
COPY requirements/bootstrap.lock requirements/
RUN python -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements/bootstrap.lock
COPY nlu/rasa/rasa.lock nlu/rasa/
RUN python -m venv --without-pip nlu/rasa/.venv \
    && VIRTUAL_ENV=/app/nlu/rasa/.venv /opt/uv/bin/uv pip sync --require-hashes \
       --build-constraints requirements/bootstrap.lock nlu/rasa/rasa.lock
COPY requirements/runtime.lock requirements/
RUN python -m venv --without-pip .venv \
    && VIRTUAL_ENV=/app/.venv /opt/uv/bin/uv pip sync --require-hashes requirements/runtime.lock
COPY . .
RUN VIRTUAL_ENV=/app/.venv /opt/uv/bin/uv pip install --no-deps --no-build-isolation -e .
RUN RASA_TELEMETRY_ENABLED=false .venv/bin/docspot nlu train

FROM python:3.11-slim
# The numbers stay the same from image to image, so that a volume's files keep their owner.
RUN groupadd --gid 10001 docspot && useradd --uid 10001 --gid docspot --create-home docspot \
    && install -d -o docspot -g docspot /data
WORKDIR /app
COPY --from=packages --chown=docspot:docspot /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 RASA_TELEMETRY_ENABLED=false \
    DOCSPOT_DATABASE_URL=sqlite:////data/docspot.db
USER docspot
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["docspot", "run", "--host", "0.0.0.0", "--port", "8080"]
