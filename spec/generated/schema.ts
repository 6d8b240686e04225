// Written by `pnpm generate` from spec/openapi.yaml. Edit the contract, never this file.

/**
 * A status that the API added after this contract was written. It compares with no string literal, so that
 * `status === 'completed'` still narrows; to compare it all the same, widen it first:
 * `const status: string = request.status`.
 */
export declare enum UnrecognizedStatus {
  Unrecognized = '',
}

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that the service is up
         * @description Needs no authentication.
         */
        get: operations["health.check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the name of the token
         * @description The cheapest way to find out whether a token works.
         */
        get: operations["users.retrieveCurrent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lipsync/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a lip-sync job from URLs
         * @description Starts a job from exactly one remote video and one remote audio track, in any order. Answers at
         *     once; poll the `request_id` for the outcome. No idempotency is documented: take every request for a new job.
         */
        post: operations["lipsync.generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lipsync/generate-with-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a lip-sync job from uploaded files
         * @description The same job as [`POST /v1/lipsync/generate`](#operation/lipsync.generate), from files sent with the
         *     request. No idempotency is documented: take every request for a new job.
         */
        post: operations["lipsync.generateWithMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lipsync/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a lip-sync request
         * @description Finds a request by the `request_id` that its creation answered, or by the caller's `reference_id`.
         *     Poll it with exponential backoff until `status` is `completed` or `failed`. Documented jobs were
         *     queued for 4 to 8 seconds and processed for 65 to 85 seconds.
         */
        get: operations["lipsync.requests.retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lipsync/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lip-sync requests
         * @description A page of the account's requests. The order is not documented: don't depend on it.
         */
        get: operations["lipsync.requests.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/video-translate/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Translate a video from a URL
         * @description Starts a job that dubs a remote video into each of the target languages. Answers at once; poll the
         *     `request_id` for the outcome. No idempotency is documented: take every request for a new job.
         */
        post: operations["videoTranslate.generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/video-translate/generate-with-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Translate an uploaded video
         * @description The same job as [`POST /v1/video-translate/generate`](#operation/videoTranslate.generate), from a video that is
         *     sent with the request. No idempotency is documented: take every request for a new job.
         */
        post: operations["videoTranslate.generateWithMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/video-translate/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a translation request
         * @description Finds a request by the `request_id` that its creation answered. Poll it with exponential backoff until `status`
         *     is `completed` or `failed`. Whether a `reference_id` finds one here is not documented: list by it instead.
         */
        get: operations["videoTranslate.requests.retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/video-translate/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List translation requests
         * @description A page of the account's requests. The order is not documented: don't depend on it.
         */
        get: operations["videoTranslate.requests.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/video-translate/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the voices that a translation may speak with
         * @description A page of voices; their ids go into `config.speaker_voices`.
         */
        get: operations["videoTranslate.voices.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        HealthCheckResponse: {
            /**
             * @description Always `ok`.
             * @constant
             */
            status: "ok";
        };
        UserRetrieveCurrentResponse: {
            /**
             * @description The display name of the API token.
             * @example My API Token
             */
            name: string;
        };
        LipsyncGenerateParams: {
            /** @description Exactly one video and one audio track, in any order. */
            inputs: [
                components["schemas"]["VideoInput"],
                components["schemas"]["AudioInput"]
            ] | [
                components["schemas"]["AudioInput"],
                components["schemas"]["VideoInput"]
            ];
            disable_active_speaker_detection?: components["schemas"]["DisableActiveSpeakerDetection"] | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        };
        VideoInput: {
            /** @constant */
            type: "video";
            /**
             * Format: uri
             * @description An MP4 file that the API can fetch without credentials.
             * @example https://cdn.example.com/episodes/42.mp4
             */
            url: string;
        };
        AudioInput: {
            /** @constant */
            type: "audio";
            /**
             * Format: uri
             * @description A WAV or MP3 file that the API can fetch without credentials.
             * @example https://cdn.example.com/dubs/42-japanese.wav
             */
            url: string;
        };
        LipsyncGenerateWithMediaParams: {
            /** @description An MP4 file. */
            video: Blob;
            /** @description A WAV or MP3 file. */
            audio: Blob;
            disable_active_speaker_detection?: components["schemas"]["DisableActiveSpeakerDetection"] | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        };
        /**
         * @description Skip active speaker detection and use "max-face" preprocessing.
         * @default false
         */
        DisableActiveSpeakerDetection: boolean;
        /**
         * @description The caller's own identifier, to find the request by later. Not unique: several requests may share one.
         * @example dub-episode-42
         */
        ReferenceId: string;
        LipsyncGenerateResponse: {
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
            /**
             * Format: uuid
             * @description Identifies the job; retrieve it by this.
             * @example 6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8
             */
            request_id: string;
        };
        /**
         * @description A lip-sync job. `queued`, then `processing`, then `completed` or `failed`; the API may add further
         *     statuses, so treat an unknown one as "not finished yet".
         */
        LipsyncRequest: components["schemas"]["QueuedLipsyncRequest"] | components["schemas"]["ProcessingLipsyncRequest"] | components["schemas"]["CompletedLipsyncRequest"] | components["schemas"]["FailedLipsyncRequest"] | components["schemas"]["UnrecognizedLipsyncRequest"];
        LipsyncRequestBase: {
            /**
             * Format: uuid
             * @description The `request_id` that the creation answered.
             */
            id: string;
            /**
             * Format: date-time
             * @description When the request was accepted, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When processing began; absent while queued.
             */
            started_at?: string | undefined;
            /**
             * Format: date-time
             * @description When the job ended; present once completed or failed.
             */
            finished_at?: string | undefined;
            /**
             * Format: uri
             * @description The finished video; present once completed. May be signed for a limited time, so it can expire.
             */
            output_url?: string | undefined;
            /**
             * @description Why the job failed; present once failed.
             * @example video URL is not accessible
             */
            error_message?: string | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        };
        QueuedLipsyncRequest: components["schemas"]["LipsyncRequestBase"] & {
            /**
             * @description Waits for its turn.
             * @constant
             */
            status: "queued";
        };
        ProcessingLipsyncRequest: components["schemas"]["LipsyncRequestBase"] & {
            /**
             * @description Is being worked on.
             * @constant
             */
            status: "processing";
        };
        CompletedLipsyncRequest: components["schemas"]["LipsyncRequestBase"] & {
            /**
             * @description Is done; the video is at `output_url`.
             * @constant
             */
            status: "completed";
            /**
             * Format: date-time
             * @description When the job was completed.
             */
            finished_at: string;
            /**
             * Format: uri
             * @description The finished video.
             */
            output_url: string;
        };
        FailedLipsyncRequest: components["schemas"]["LipsyncRequestBase"] & {
            /**
             * @description Has ended without a video; `error_message` says why.
             * @constant
             */
            status: "failed";
            /**
             * Format: date-time
             * @description When the job failed.
             */
            finished_at: string;
            /** @description Why the job failed. */
            error_message: string;
        };
        /** @description A request with a status that this contract does not know yet. */
        UnrecognizedLipsyncRequest: components["schemas"]["LipsyncRequestBase"] & {
            /** @description A status that the API added after this contract was written. */
            status: UnrecognizedStatus;
        };
        LipsyncRequestPage: {
            data: components["schemas"]["LipsyncRequest"][];
            pagination: components["schemas"]["Pagination"];
        };
        VideoTranslateGenerateParams: {
            /** @description The video. */
            inputs: components["schemas"]["VideoInput"][];
            target_languages: components["schemas"]["TargetLanguages"];
            source_language?: components["schemas"]["SourceLanguage"] | undefined;
            model?: components["schemas"]["VideoTranslateModel"] | undefined;
            formality?: components["schemas"]["Formality"] | undefined;
            disable_lip_sync?: components["schemas"]["DisableLipSync"] | undefined;
            disable_background_audio?: components["schemas"]["DisableBackgroundAudio"] | undefined;
            config?: components["schemas"]["VideoTranslateConfig"] | undefined;
            webhook_url?: components["schemas"]["WebhookUrl"] | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        };
        VideoTranslateGenerateWithMediaParams: {
            /** @description An MP4 file. */
            video: Blob;
            target_languages: components["schemas"]["TargetLanguages"];
            source_language?: components["schemas"]["SourceLanguage"] | undefined;
            model?: components["schemas"]["VideoTranslateModel"] | undefined;
            formality?: components["schemas"]["Formality"] | undefined;
            disable_lip_sync?: components["schemas"]["DisableLipSync"] | undefined;
            disable_background_audio?: components["schemas"]["DisableBackgroundAudio"] | undefined;
            config?: components["schemas"]["VideoTranslateConfig"] | undefined;
            /** @description The video's own subtitles. */
            source_srt?: Blob | undefined;
            webhook_url?: components["schemas"]["WebhookUrl"] | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        } & {
            [name: `target_srt.${string}`]: Blob;
        };
        /**
         * @description The languages to dub the video into.
         * @example [
         *       "de",
         *       "fr"
         *     ]
         */
        TargetLanguages: components["schemas"]["Language"][];
        /** @description The language that the video speaks. */
        SourceLanguage: components["schemas"]["Language"];
        /**
         * @description A language, such as `de`. Which ones the API knows is not documented, so any text is one.
         * @example de
         */
        Language: ("ar" | "bg" | "cs" | "da" | "de" | "el" | "en" | "es" | "fi" | "fil" | "fr" | "he" | "hi" | "hr" | "hu" | "id" | "it" | "ja" | "ko" | "ms" | "nl" | "no" | "pl" | "pt" | "ro" | "ru" | "sk" | "sv" | "ta" | "th" | "tr" | "uk" | "vi" | "zh") | (string & {});
        /**
         * @description The model that translates.
         * @enum {string}
         */
        VideoTranslateModel: "expressive" | "classic";
        /** @description Address people formally, in languages that tell. */
        Formality: boolean;
        /** @description Leave the lips as they are. */
        DisableLipSync: boolean;
        /** @description Leave out what is heard behind the voices. */
        DisableBackgroundAudio: boolean;
        /**
         * Format: uri
         * @description An address for the API to call. When it is called, what is sent, and whether it is signed, is not documented: take
         *     a call as a hint to retrieve the job.
         */
        WebhookUrl: string;
        /** @description More settings. The API may know others. */
        VideoTranslateConfig: {
            tts_model?: components["schemas"]["TtsModel"] | undefined;
            source_srt?: components["schemas"]["Subtitles"] | undefined;
            /** @description Subtitles in some of the target languages, by language. */
            target_srts?: {
                [key: string]: components["schemas"]["Subtitles"];
            } | undefined;
            /** @description The voices to speak with, by speaker, such as `{"0":"voice-anna"}`. */
            speaker_voices?: {
                [key: string]: string;
            } | undefined;
        } & {
            [key: string]: unknown;
        };
        /** @description The model that speaks. The API may know others. */
        TtsModel: ("eleven_v4" | "eleven_multilingual_v2") | (string & {});
        Subtitles: {
            /** @description The subtitles, in SubRip's format. */
            content: string;
            /** @description The name of the file they come from. */
            file_name?: string | undefined;
            /** @description The language they are in. */
            language?: string | undefined;
        };
        VideoTranslateGenerateResponse: {
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
            /**
             * Format: uuid
             * @description Identifies the job; retrieve it by this.
             */
            request_id: string;
        };
        /** @description A status. The API may add others. */
        VideoTranslateStatus: ("queued" | "uploading" | "processing" | "completed" | "failed") | (string & {});
        /**
         * @description A translation. `queued`, `uploading`, `processing`, then `completed` or `failed`; the API may add further
         *     statuses, so treat an unknown one as "not finished yet".
         */
        VideoTranslateRequest: components["schemas"]["QueuedVideoTranslateRequest"] | components["schemas"]["UploadingVideoTranslateRequest"] | components["schemas"]["ProcessingVideoTranslateRequest"] | components["schemas"]["CompletedVideoTranslateRequest"] | components["schemas"]["FailedVideoTranslateRequest"] | components["schemas"]["UnrecognizedVideoTranslateRequest"];
        VideoTranslateRequestBase: {
            /**
             * Format: uuid
             * @description The `request_id` that the creation answered.
             */
            id: string;
            /**
             * Format: date-time
             * @description When the request was accepted, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When work on it began.
             */
            started_at?: string | undefined;
            /**
             * Format: date-time
             * @description When the job ended; present once completed or failed.
             */
            finished_at?: string | undefined;
            /** @description The languages that the video is dubbed into. */
            target_languages: components["schemas"]["Language"][];
            source_language?: components["schemas"]["SourceLanguage"] | undefined;
            /** @description The model that translates. */
            model?: (components["schemas"]["VideoTranslateModel"] | (string & {})) | undefined;
            formality: components["schemas"]["Formality"];
            disable_lip_sync: components["schemas"]["DisableLipSync"];
            disable_background_audio: components["schemas"]["DisableBackgroundAudio"];
            config: components["schemas"]["VideoTranslateConfig"];
            /** @description What was made, by language; present once completed. The URLs may expire. */
            outputs?: {
                [key: string]: components["schemas"]["VideoTranslateOutput"];
            } | undefined;
            /** @description Why the job failed; present once failed. */
            error_message?: string | undefined;
            webhook_url?: components["schemas"]["WebhookUrl"] | undefined;
            reference_id?: components["schemas"]["ReferenceId"] | undefined;
        };
        VideoTranslateOutput: {
            /**
             * Format: uri
             * @description The dubbed video.
             */
            video: string;
            /**
             * Format: uri
             * @description Its audio track.
             */
            audio: string;
            /**
             * Format: uri
             * @description Its subtitles, in SubRip's format.
             */
            srt: string;
        };
        QueuedVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /**
             * @description Waits for its turn.
             * @constant
             */
            status: "queued";
        };
        UploadingVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /**
             * @description Its media are being fetched.
             * @constant
             */
            status: "uploading";
        };
        ProcessingVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /**
             * @description Is being worked on.
             * @constant
             */
            status: "processing";
        };
        CompletedVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /**
             * @description Is done; the results are in `outputs`.
             * @constant
             */
            status: "completed";
            /**
             * Format: date-time
             * @description When the job was completed.
             */
            finished_at: string;
            /** @description What was made, by language. */
            outputs: {
                [key: string]: components["schemas"]["VideoTranslateOutput"];
            };
        };
        FailedVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /**
             * @description Has ended without outputs; `error_message` says why.
             * @constant
             */
            status: "failed";
            /**
             * Format: date-time
             * @description When the job failed.
             */
            finished_at: string;
            /** @description Why the job failed. */
            error_message: string;
        };
        /** @description A request with a status that this contract does not know yet. */
        UnrecognizedVideoTranslateRequest: components["schemas"]["VideoTranslateRequestBase"] & {
            /** @description A status that the API added after this contract was written. */
            status: UnrecognizedStatus;
        };
        VideoTranslateRequestPage: {
            data: components["schemas"]["VideoTranslateRequest"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @enum {string} */
        VoiceGender: "Male" | "Female" | "Other";
        Voice: {
            /** @description Goes into `config.speaker_voices`. */
            voice_id: string;
            /** @description What the account calls the voice. */
            name: string;
            /** @description What the API calls the voice. */
            default_name: string;
            /** @description How the voice sounds. */
            description: string;
            language: components["schemas"]["Language"];
            /** @description What the voice is for, such as `narration`. */
            application: string;
            /** @description The voice's gender. The API may know others. */
            gender: components["schemas"]["VoiceGender"] | (string & {});
            /** @description Whether it is among the account's favorites. */
            is_favorite: boolean;
        };
        VoicePage: {
            voices: components["schemas"]["Voice"][];
            pagination: components["schemas"]["Pagination"];
        };
        Pagination: {
            /** @description The limit that was applied. */
            limit: number;
            /** @description The offset that was applied. */
            offset: number;
            /** @description How many match, on all pages. */
            total: number;
        };
        Error: {
            /** @description What went wrong, for a human to read. */
            error: string;
        };
    };
    responses: {
        /** @description The token is missing, malformed or not accepted. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The platform's token balance is empty. */
        TokenLimitReached: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests; wait before the next one. */
        RateLimitExceeded: {
            headers: {
                /**
                 * @description Seconds to wait before the next request.
                 * @example 1
                 */
                "Retry-After"?: number | undefined;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service failed. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description How many a page holds, at most. */
        Limit: number;
        /** @description How many to skip. */
        Offset: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "health.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthCheckResponse"];
                };
            };
        };
    };
    "users.retrieveCurrent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is valid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRetrieveCurrentResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
        };
    };
    "lipsync.generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LipsyncGenerateParams"];
            };
        };
        responses: {
            /** @description The job was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LipsyncGenerateResponse"];
                };
            };
            /** @description The request can't be understood, or its inputs are not one video and one audio track. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["TokenLimitReached"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "lipsync.generateWithMedia": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LipsyncGenerateWithMediaParams"];
            };
        };
        responses: {
            /** @description The job was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LipsyncGenerateResponse"];
                };
            };
            /** @description The request is not a multipart form, or a file is missing. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["TokenLimitReached"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "lipsync.requests.retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The request's UUID, or the caller's `reference_id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request, as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LipsyncRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No request has this UUID or `reference_id`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "lipsync.requests.list": {
        parameters: {
            query?: {
                /** @description How many a page holds, at most. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description How many to skip. */
                offset?: components["parameters"]["Offset"] | undefined;
                /** @description Only requests with exactly this `reference_id`. */
                reference_id?: string | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LipsyncRequestPage"];
                };
            };
            /** @description A query parameter is out of its bounds. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "videoTranslate.generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VideoTranslateGenerateParams"];
            };
        };
        responses: {
            /** @description The job was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoTranslateGenerateResponse"];
                };
            };
            /** @description The request can't be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["TokenLimitReached"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "videoTranslate.generateWithMedia": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["VideoTranslateGenerateWithMediaParams"];
            };
        };
        responses: {
            /** @description The job was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoTranslateGenerateResponse"];
                };
            };
            /** @description The request can't be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["TokenLimitReached"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "videoTranslate.requests.retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The request's UUID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request, as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoTranslateRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No request has this UUID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "videoTranslate.requests.list": {
        parameters: {
            query?: {
                /** @description How many a page holds, at most. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description How many to skip. */
                offset?: components["parameters"]["Offset"] | undefined;
                /** @description Only requests with exactly this `reference_id`. */
                reference_id?: string | undefined;
                /** @description Only requests with this status. */
                status?: components["schemas"]["VideoTranslateStatus"] | undefined;
                /** @description Only requests from this language. */
                source_language?: components["schemas"]["Language"] | undefined;
                /** @description Only requests into this language, among others. */
                target_language?: components["schemas"]["Language"] | undefined;
                /** @description Only requests that were accepted after this moment. */
                created_after?: string | undefined;
                /** @description Only requests that were accepted before this moment. */
                created_before?: string | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoTranslateRequestPage"];
                };
            };
            /** @description A query parameter is out of its bounds. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
    "videoTranslate.voices.list": {
        parameters: {
            query?: {
                /** @description How many a page holds, at most. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description How many to skip. */
                offset?: components["parameters"]["Offset"] | undefined;
                /**
                 * @description Only voices that this text is found in.
                 * @example Anna
                 */
                search?: string | undefined;
                /** @description Only voices of this language. */
                language?: components["schemas"]["Language"] | undefined;
                /** @description Only voices of this gender. */
                gender?: components["schemas"]["VoiceGender"] | undefined;
                /** @description Only voices for this use. */
                application?: string | undefined;
                /** @description Only voices that are, or are not, among the account's favorites. */
                favorite?: boolean | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of voices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoicePage"];
                };
            };
            /** @description A query parameter is out of its bounds. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
        };
    };
}
