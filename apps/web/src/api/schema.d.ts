/** Written by `npm run api --workspace @assay/web` from the server's OpenAPI document: never by hand. */

export interface paths {
    "/api/v1/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Portal"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The candidate has read what happens to the work: opens downloads, the repository and uploads */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        understood: true;
                        starter?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Portal"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/more-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** More time is given at once; whoever rates the work never hears of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            days: number;
                            due_at: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `changed` whenever the candidate's page has something new to ask for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/contract.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/follow-up/contract.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a follow-up change adds to the contract */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/starters/{starter}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    starter: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a draft as a form with one file, and has it asked the open checks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            submission: string;
                            evaluation: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/evaluations/{evaluation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of a draft; of what was handed in, only why it could not be run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tried"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/evaluations/{evaluation}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens to a draft, as it happens (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft becomes what counts: the newest, unless said */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        submission?: string;
                        told: {
                            /** @default  */
                            built?: string;
                            /** @default  */
                            next?: string;
                            /** @default  */
                            help?: string;
                            /** @default  */
                            took?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            submission: string;
                            /** Format: uuid */
                            evaluation: string;
                            late: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found, with the words of its checks and what the candidate said against it */
        get: {
            parameters: {
                query?: {
                    of?: "first" | "follow-up";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            evaluation: string;
                            result: {
                                version: number;
                            } & {
                                [key: string]: unknown;
                            };
                            catalogue: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                            readonly disputes: components["schemas"]["OwnDispute"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** “This finding is wrong”: goes to a person, and is marked as disputed until they answer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        evaluation: string;
                        check: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDispute"][];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/delete-my-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes code, evidence, thread and candidate at once; what was decided stays until its own date */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        confirm: "DELETE";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            decision_kept_until: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Adjustment"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/adjustments/{adjustment}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** More days, words, or both. The candidate reads it on their page, and the due date moves at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                    adjustment: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        text?: string;
                        /** @default 0 */
                        days?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Adjustment"][];
                    };
                };
            };
        };
        /** Takes the answer back, and the days that it gave */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                    adjustment: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Adjustment"][];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            person: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                            };
                            organization: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** @enum {string} */
                            access: "owner" | "recruiter" | "reviewer" | "reader";
                            where: {
                                url: string;
                                /** @enum {string} */
                                reach: "this-machine" | "this-network" | "everywhere";
                            };
                            sends_mail: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the link for a new password goes: by mail, or into what the server prints */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            link_goes: "by-mail" | "where-it-runs";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/welcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first person's way in: makes the owner, once, with the link that the server printed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        name: string;
                        /** Format: email */
                        email: string;
                        password: string;
                        organization: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Challenge"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{challenge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    challenge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            title: string;
                            version: string;
                            checks: number;
                            public_checks: number;
                            starters: string[];
                            /** @description How long it takes, as its brief says; empty where the brief says nothing */
                            hours: string;
                            brief: string;
                            contract: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenges/{challenge}/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The words of every check, by its id: for reports */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    challenge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            title: string;
                            challenge: string;
                            /** @enum {string} */
                            state: "open" | "closed";
                            pays: string;
                            days: number;
                            /** @enum {string} */
                            ai_policy: "welcome" | "tell-us" | "please-do-not";
                            decider: string;
                            keep_months: number;
                            place: string;
                            is_demo: boolean;
                            /** Format: date-time */
                            made_at: string;
                            closed_at: string | null;
                            blind: boolean;
                            blind_off_at: string | null;
                            blind_off_by: string | null;
                            hours_low: number | null;
                            hours_high: number | null;
                            budget: string;
                            version: number;
                            about: string;
                            needs: {
                                /** @enum {string} */
                                kind?: "site" | "shop" | "bookings" | "community" | "team" | "app" | "other" | "not-sure";
                                /** @enum {string} */
                                "log-ins"?: "nobody" | "team" | "customers" | "not-sure";
                                /** @enum {string} */
                                profiles?: "none" | "basics" | "private" | "not-sure";
                                /** @enum {string} */
                                payments?: "none" | "ready-made" | "own" | "not-sure";
                                /** @enum {string} */
                                chat?: "no" | "yes" | "not-sure";
                                /** @enum {string} */
                                uploads?: "no" | "to-us" | "to-others" | "not-sure";
                                /** @enum {string} */
                                forms?: "no" | "simple" | "long" | "not-sure";
                                /** @enum {string} */
                                data?: "nuisance" | "costly" | "never" | "not-sure";
                                /** @enum {string} */
                                systems?: "none" | "common" | "several" | "not-sure";
                                /** @enum {string} */
                                automation?: "none" | "simple" | "own-rules" | "not-sure";
                                /** @enum {string} */
                                visitors?: "few" | "thousands" | "crowds" | "not-sure";
                                /** @enum {string} */
                                hurts?: "nothing" | "slow" | "broken" | "security" | "several" | "not-sure";
                                /** @enum {string} */
                                ready?: "no-date" | "year" | "quarter" | "not-sure";
                            } | null;
                            test_paid: ("yes" | "no") | null;
                            post: {
                                hours?: string;
                                pay_range?: string;
                                work_place?: string;
                                texts?: {
                                    [key: string]: string;
                                };
                            } | null;
                            people: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @default  */
                        pays?: string;
                        /** @default 7 */
                        days?: number;
                        /**
                         * @default welcome
                         * @enum {string}
                         */
                        ai_policy?: "welcome" | "tell-us" | "please-do-not";
                        /** @default  */
                        decider?: string;
                        /** @default 6 */
                        keep_months?: number;
                        /** @default  */
                        place?: string;
                        /** @default false */
                        blind?: boolean;
                        about?: string;
                        needs?: {
                            /** @enum {string} */
                            kind?: "site" | "shop" | "bookings" | "community" | "team" | "app" | "other" | "not-sure";
                            /** @enum {string} */
                            "log-ins"?: "nobody" | "team" | "customers" | "not-sure";
                            /** @enum {string} */
                            profiles?: "none" | "basics" | "private" | "not-sure";
                            /** @enum {string} */
                            payments?: "none" | "ready-made" | "own" | "not-sure";
                            /** @enum {string} */
                            chat?: "no" | "yes" | "not-sure";
                            /** @enum {string} */
                            uploads?: "no" | "to-us" | "to-others" | "not-sure";
                            /** @enum {string} */
                            forms?: "no" | "simple" | "long" | "not-sure";
                            /** @enum {string} */
                            data?: "nuisance" | "costly" | "never" | "not-sure";
                            /** @enum {string} */
                            systems?: "none" | "common" | "several" | "not-sure";
                            /** @enum {string} */
                            automation?: "none" | "simple" | "own-rules" | "not-sure";
                            /** @enum {string} */
                            visitors?: "few" | "thousands" | "crowds" | "not-sure";
                            /** @enum {string} */
                            hurts?: "nothing" | "slow" | "broken" | "security" | "several" | "not-sure";
                            /** @enum {string} */
                            ready?: "no-date" | "year" | "quarter" | "not-sure";
                        } | null;
                        test_paid?: ("yes" | "no") | null;
                        post?: {
                            hours?: string;
                            pay_range?: string;
                            work_place?: string;
                            texts?: {
                                [key: string]: string;
                            };
                        } | null;
                        challenge: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** With `If-Match` only while it is as it was read: else 412, and nothing is changed */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        pays?: string;
                        decider?: string;
                        days?: number;
                        /** @enum {string} */
                        ai_policy?: "welcome" | "tell-us" | "please-do-not";
                        keep_months?: number;
                        place?: string;
                        blind?: boolean;
                        about?: string;
                        needs?: {
                            /** @enum {string} */
                            kind?: "site" | "shop" | "bookings" | "community" | "team" | "app" | "other" | "not-sure";
                            /** @enum {string} */
                            "log-ins"?: "nobody" | "team" | "customers" | "not-sure";
                            /** @enum {string} */
                            profiles?: "none" | "basics" | "private" | "not-sure";
                            /** @enum {string} */
                            payments?: "none" | "ready-made" | "own" | "not-sure";
                            /** @enum {string} */
                            chat?: "no" | "yes" | "not-sure";
                            /** @enum {string} */
                            uploads?: "no" | "to-us" | "to-others" | "not-sure";
                            /** @enum {string} */
                            forms?: "no" | "simple" | "long" | "not-sure";
                            /** @enum {string} */
                            data?: "nuisance" | "costly" | "never" | "not-sure";
                            /** @enum {string} */
                            systems?: "none" | "common" | "several" | "not-sure";
                            /** @enum {string} */
                            automation?: "none" | "simple" | "own-rules" | "not-sure";
                            /** @enum {string} */
                            visitors?: "few" | "thousands" | "crowds" | "not-sure";
                            /** @enum {string} */
                            hurts?: "nothing" | "slow" | "broken" | "security" | "several" | "not-sure";
                            /** @enum {string} */
                            ready?: "no-date" | "year" | "quarter" | "not-sure";
                        } | null;
                        test_paid?: ("yes" | "no") | null;
                        post?: {
                            hours?: string;
                            pay_range?: string;
                            work_place?: string;
                            texts?: {
                                [key: string]: string;
                            };
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/roles/{role}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            role: components["schemas"]["Role"];
                            readonly cards: components["schemas"]["Card"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        people: {
                            name: string;
                            /** @default  */
                            email?: string | "";
                            /** @default  */
                            source?: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly added: string[];
                            skipped: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/candidates/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads people from a table (CSV, or pasted from a spreadsheet) without adding them yet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: {
                                name: string;
                                /** @default  */
                                email: string | "";
                                /** @default  */
                                source: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/cost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How many hours the hirer thinks the job takes, at least and at most, and what may be spent */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hours: {
                            low: number;
                            high: number;
                        } | null;
                        budget: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hours_low: number | null;
                            hours_high: number | null;
                            budget: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Card"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the candidate said with the work, read by people and never scored; null where nothing was */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            told: {
                                built: string;
                                next: string;
                                help: string;
                                took: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link, which ends those before it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        mail?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            link: string;
                            mailed: boolean;
                            /** Format: date-time */
                            due_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes the candidate's link: neither their page nor git opens by it, until a new one is made */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stage: "added" | "invited" | "working" | "testing" | "report" | "interview" | "decided";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            before: "added" | "invited" | "working" | "testing" | "report" | "interview" | "decided";
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/open-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a name before one's own rating. Everybody who rates sees who did */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Card"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says that the small job has started where the candidate was found, or takes that back before inviting */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        started: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Card"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/told-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Keeps what was told, unadjusted and apart from what was measured; null for no longer */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rate?: {
                            amount: number;
                            currency: string;
                            /** @enum {string} */
                            per: "hour" | "job";
                        } | null;
                        stars?: {
                            value: number;
                            count: number;
                            /** @default  */
                            where?: string;
                        } | null;
                        similar_work?: {
                            text: string;
                            /** @default  */
                            evidence?: string;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rate: {
                                amount: number;
                                currency: string;
                                /** @enum {string} */
                                per: "hour" | "job";
                            } | null;
                            stars: {
                                value: number;
                                count: number;
                                /** @default  */
                                where: string;
                            } | null;
                            similar_work: {
                                text: string;
                                /** @default  */
                                evidence: string;
                            } | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/applications/{application}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in an archive on a candidate's behalf, as a form with one file, and has it evaluated */
        post: {
            parameters: {
                query?: {
                    for?: "first" | "follow-up";
                };
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens, as it happens (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs the same work again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found, for a program: its form is in packages/bench/schema/result.json */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report as one file */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/follow-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowUp"];
                    };
                };
            };
        };
        put?: never;
        /** Asks for the follow-up change. The first who is asked settles the days for all of the role */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        days?: number;
                        /** @default true */
                        mail?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            link: string;
                            mailed: boolean;
                            /** Format: date-time */
                            due_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/follow-up/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes it back, while nothing was sent for it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowUp"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/follow-up/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The change that was asked for as one zip, to send by hand where no link of ours opens */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/walk-through": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prompts, each with a place in the candidate's own code where one was found. Nothing is scored */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkThrough"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ratings"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** One's own rating, given or changed */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        scores: {
                            "solves-problems"?: number;
                            "prevents-problems"?: number;
                            "explains-clearly"?: number;
                            "works-with-others"?: number;
                            "owns-the-outcome"?: number;
                        };
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ratings"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/rating-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RatingRule"];
                    };
                };
            };
        };
        /** How much each subject counts: before the first rating in the role, other than equal with a reason */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        weights: {
                            "solves-problems": number;
                            "prevents-problems": number;
                            "explains-clearly": number;
                            "works-with-others": number;
                            "owns-the-outcome": number;
                        };
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RatingRule"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule of the role, what came of talking, and whether the one who asks has opened the report */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rule: components["schemas"]["RatingRule"];
                            talk: components["schemas"]["RatingTalk"] | null;
                            opened: boolean | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/talk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What came of talking about ratings; `seen` is the version before it, 0 for none */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        seen: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RatingTalk"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/interview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's notes, others' once both have rated, and the newest result as questions need it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly mine: components["schemas"]["InterviewNote"][];
                            others: {
                                place: string;
                                text: string;
                                choice: string;
                                version: number;
                                /** Format: date-time */
                                changed_at: string;
                                person: string;
                            }[] | null;
                            result: ({
                                version: number;
                            } & {
                                [key: string]: unknown;
                            }) | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/interview/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps what one noted at one place; `seen` is the version before it, 0 for none */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                    place: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        choice: string;
                        seen: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InterviewNote"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    applications: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            role: {
                                /** Format: uuid */
                                id: string;
                                title: string;
                                challenge: string;
                                challenge_title: string;
                                hours_low: number | null;
                                hours_high: number | null;
                            };
                            comparable: boolean;
                            why_not: string | null;
                            run_again: string[];
                            blind: boolean;
                            people: components["schemas"]["Compared"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** None to who has neither rated nor decided: each gives their own first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides, and hands the candidate what was found; whoever decides has opened the newest report */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        choice: "hire" | "no" | "ask-for-a-fix";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}/none-of-them": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A no to each who is named, with one reason: all of them, or none where a report was not opened */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        applications: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"][];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    decision: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/overrules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Overrule"][];
                    };
                };
            };
        };
        put?: never;
        /** Overrules a finding for everyone in the role; `only_here_because` says why not for all, `everywhere` that the check itself is wrong: then every stored result that used it is judged again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        check: string;
                        /** @enum {string} */
                        outcome: "pass" | "fail" | "not-established" | "not-applicable";
                        reason: string;
                        only_here_because?: string;
                        /** @default false */
                        everywhere?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Overrule"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overrules/{overrule}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    overrule: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Overrule"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Comment"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        check: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Comment"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the candidate says is wrong, and what was answered */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Dispute"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{dispute}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person's answer, which the candidate reads; to change the outcome, overrule it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dispute: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Dispute"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fairness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            setting: {
                                is_on: boolean;
                                country: string;
                                person_name: string;
                                /** Format: date-time */
                                changed_at: string;
                            } | null;
                            readonly results: {
                                /** @enum {string} */
                                question: "gender" | "age" | "ethnic-group-us" | "ethnic-group-uk";
                                groups: {
                                    group: string;
                                    people: number;
                                    selected: number;
                                    rate: number;
                                    ratio: number | null;
                                    isBelowFourFifths: boolean;
                                    p: number | null;
                                }[] | null;
                            }[];
                        };
                    };
                };
            };
        };
        /** Turns it on for a country, or off, with all that was said if asked to */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        on: true;
                        /** @enum {string} */
                        country: "united-states" | "united-kingdom" | "european-union" | "elsewhere";
                        /** @enum {boolean} */
                        understood: true;
                    } | {
                        /** @enum {boolean} */
                        on: false;
                        forget: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            setting: {
                                is_on: boolean;
                                country: string;
                                person_name: string;
                                /** Format: date-time */
                                changed_at: string;
                            } | null;
                            readonly results: {
                                /** @enum {string} */
                                question: "gender" | "age" | "ethnic-group-us" | "ethnic-group-uk";
                                groups: {
                                    group: string;
                                    people: number;
                                    selected: number;
                                    rate: number;
                                    ratio: number | null;
                                    isBelowFourFifths: boolean;
                                    p: number | null;
                                }[] | null;
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/fairness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may be said about oneself, if one likes: nothing where it is off */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly questions: {
                                /** @enum {string} */
                                id: "gender" | "age" | "ethnic-group-us" | "ethnic-group-uk";
                                readonly answers: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Says it, in place of what was said before. A question that is left out: prefers not to say */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answers: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"][];
                    };
                };
            };
        };
        put?: never;
        /** A new link, which is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            link: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{share}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    share: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a shared link opens: the link's token as a bearer token */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidate: string;
                            challenge: string;
                            result: {
                                version: number;
                            } & {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{notice}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts it away for everybody */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notice: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{evaluation}/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An evaluation, with whose work it is of */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            submission_id: string;
                            challenge: string;
                            attempt: number;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            /** Format: date-time */
                            asked_at: string;
                            started_at: string | null;
                            ended_at: string | null;
                            verdict: string | null;
                            problem: {
                                code: string;
                                message: string;
                            } | null;
                            follow_up: string | null;
                            application: string | null;
                            name: string;
                            role_id: string | null;
                            role: string | null;
                            challenge_title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/in-words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found, as texts for a letter or a plan; reading it counts as opening no report */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InWords"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/letters/owed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** About whom it was decided, and who was not written to since, by role and code name: for who may write to them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LetterOwed"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Letter"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a draft, in place of the one before */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "offer" | "feedback" | "no" | "fix";
                        subject: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Letter"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/letter/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** `mail` sends it and puts it into the thread; `by-hand` says that a person has sent it themselves */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "offer" | "feedback" | "no" | "fix";
                        subject: string;
                        text: string;
                        /** @enum {string} */
                        how: "mail" | "by-hand";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Letter"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/letters/{letter}/unmark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was marked as sent by hand is a draft again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    letter: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Letter"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            plan: components["schemas"]["Plan"] | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** A plan for who got an offer: one for each */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        time_zone: string;
                        at_time: string;
                        /** Format: date */
                        starts_on: string;
                        items: {
                            /** @enum {string} */
                            kind: "milestone" | "check-in";
                            /** Format: date */
                            on_day: string;
                            text: string;
                            first: string;
                            seen: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/plan/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The first day, on which clocks check-ins are, and when. What is not done moves with the first day */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        time_zone: string;
                        at_time: string;
                        /** Format: date */
                        starts_on?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/plan/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "milestone" | "check-in";
                        /** Format: date */
                        on_day: string;
                        text: string;
                        first: string;
                        seen: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan-items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Moves it, says it in other words, strikes it or takes it back in */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        on_day: string;
                        text: string;
                        first: string;
                        seen: string;
                        struck: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan-items/{item}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        done: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan-items/{item}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/plan/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan as a calendar file (RFC 5545) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/plan/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanLink"][];
                    };
                };
            };
        };
        put?: never;
        /** A new link, which is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            link: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan-links/{plan_link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    plan_link: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a plan's link opens: the link's token as a bearer token */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenedPlan"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/items/{item}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        done: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenedPlan"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/items/{item}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenedPlan"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan as a calendar file (RFC 5545) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly needs: components["schemas"]["Need"][];
                            readonly running: components["schemas"]["Running"][];
                            readonly lately: components["schemas"]["Happening"][];
                            readonly roles: components["schemas"]["RoleInShort"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The task as one zip, to send by hand. Whoever takes it has invited the candidate. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        starter?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application}/submissions/from-git": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings a repository here, packs its newest commit and has it evaluated */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    application: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address: string;
                        /**
                         * @default first
                         * @enum {string}
                         */
                        for?: "first" | "follow-up";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "owner" | "recruiter" | "reviewer" | "reader";
                    };
                };
            };
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Logs the person out everywhere */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends every way in that the person has */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MemberInvitation"][];
                    };
                };
            };
        };
        put?: never;
        /** A link by which one person comes in, once, within a week */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        /** @enum {string} */
                        access: "owner" | "recruiter" | "reviewer" | "reader";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            link: string;
                            mailed: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invitation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom an invitation's link is for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organization: string;
                            email: string;
                            /** @enum {string} */
                            access: "owner" | "recruiter" | "reviewer" | "reader";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account of whoever was invited, with the link, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        name: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Token"][];
                    };
                };
            };
        };
        put?: never;
        /** A token with my own access: it is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @description Until it expires
                         * @default 90
                         */
                        days?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            token: string;
                            /** Format: date-time */
                            expires_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Ends all of my sessions but the one that asks */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly webhooks: components["schemas"]["Webhook"][];
                            readonly events: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** An address that is told from now on. The secret that signs what it gets is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uri */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            url: string;
                            /** Format: date-time */
                            made_at: string;
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message, to try it out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            event: string;
                            tries: number;
                            last_answer: string | null;
                            /** Format: date-time */
                            made_at: string;
                            delivered_at: string | null;
                            given_up_at: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: components["schemas"]["AuditEntry"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of it as one file: a table, or one JSON object a line */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "ndjson";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long data of candidates is kept, what the law of some places says, and whose goes next */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            readonly roles: {
                                /** Format: uuid */
                                id: string;
                                title: string;
                                keep_months: number;
                                place: string;
                                people: number;
                            }[];
                            readonly places: {
                                id: string;
                                name: string;
                                says: string;
                                at_least: number | null;
                                suggested: number | null;
                                readonly sources: {
                                    title: string;
                                    url: string;
                                }[];
                            }[];
                            readonly leaving: {
                                /** Format: uuid */
                                candidate: string;
                                name: string;
                                name_hidden: boolean;
                                role: string;
                                /** Format: date-time */
                                until: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/candidates/{candidate}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is kept on one candidate, as one zip: rows as JSON, code, evidence */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    candidate: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/candidates/{candidate}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes code, evidence, thread and the candidate, for good. Confirmed by the candidate's name */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    candidate: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Nothing */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
        ProblemInput: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            fields?: {
                path: string;
                message: string;
            }[];
        };
        AdjustmentInput: {
            /** Format: uuid */
            id: string;
            text: string;
            days: number;
            /** Format: date-time */
            made_at: string;
            follow_up: string | null;
            answer: string | null;
            answer_days: number | null;
            answered_at: string | null;
            answered_by: string | null;
            is_open: boolean;
        };
        EvaluationInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            submission_id: string;
            challenge: string;
            attempt: number;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /** Format: date-time */
            asked_at: string;
            started_at: string | null;
            ended_at: string | null;
            verdict: string | null;
            problem: {
                code: string;
                message: string;
            } | null;
            follow_up: string | null;
        };
        FollowUpInput: {
            change: {
                id: string;
                title: string;
                minutes: number;
                checks: number;
                text: string;
            } | null;
            days: number | null;
            asked_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            told: {
                built: string;
                next: string;
                help: string;
                took: string;
            } | null;
        };
        RoleInput: {
            /** Format: uuid */
            id: string;
            title: string;
            challenge: string;
            /** @enum {string} */
            state: "open" | "closed";
            pays: string;
            days: number;
            /** @enum {string} */
            ai_policy: "welcome" | "tell-us" | "please-do-not";
            decider: string;
            keep_months: number;
            place: string;
            is_demo: boolean;
            /** Format: date-time */
            made_at: string;
            closed_at: string | null;
            blind: boolean;
            blind_off_at: string | null;
            blind_off_by: string | null;
            hours_low: number | null;
            hours_high: number | null;
            budget: string;
            version: number;
            about: string;
            needs: {
                /** @enum {string} */
                kind?: "site" | "shop" | "bookings" | "community" | "team" | "app" | "other" | "not-sure";
                /** @enum {string} */
                "log-ins"?: "nobody" | "team" | "customers" | "not-sure";
                /** @enum {string} */
                profiles?: "none" | "basics" | "private" | "not-sure";
                /** @enum {string} */
                payments?: "none" | "ready-made" | "own" | "not-sure";
                /** @enum {string} */
                chat?: "no" | "yes" | "not-sure";
                /** @enum {string} */
                uploads?: "no" | "to-us" | "to-others" | "not-sure";
                /** @enum {string} */
                forms?: "no" | "simple" | "long" | "not-sure";
                /** @enum {string} */
                data?: "nuisance" | "costly" | "never" | "not-sure";
                /** @enum {string} */
                systems?: "none" | "common" | "several" | "not-sure";
                /** @enum {string} */
                automation?: "none" | "simple" | "own-rules" | "not-sure";
                /** @enum {string} */
                visitors?: "few" | "thousands" | "crowds" | "not-sure";
                /** @enum {string} */
                hurts?: "nothing" | "slow" | "broken" | "security" | "several" | "not-sure";
                /** @enum {string} */
                ready?: "no-date" | "year" | "quarter" | "not-sure";
            } | null;
            test_paid: ("yes" | "no") | null;
            post: {
                hours?: string;
                pay_range?: string;
                work_place?: string;
                texts?: {
                    [key: string]: string;
                };
            } | null;
        };
        CardInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            role_id: string;
            /** Format: uuid */
            candidate_id: string;
            name: string;
            email: string;
            source: string;
            code_name: string;
            name_hidden: boolean;
            readonly name_opened_by: string[];
            has_email: boolean;
            /** @enum {string} */
            stage: "added" | "invited" | "working" | "testing" | "report" | "interview" | "decided";
            invited_at: string | null;
            opened_at: string | null;
            agreed_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            contract_started_at: string | null;
            link_made_at: string | null;
            rate: {
                amount: number;
                currency: string;
                /** @enum {string} */
                per: "hour" | "job";
            } | null;
            stars: {
                value: number;
                count: number;
                /** @default  */
                where: string;
            } | null;
            similar_work: {
                text: string;
                /** @default  */
                evidence: string;
            } | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                verdict: string | null;
                problem: {
                    code: string;
                    message: string;
                } | null;
            } | null;
            questions: number;
            readonly rated_by: string[];
        };
        AuditEntryInput: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            actor: string;
            actor_name: string | null;
            action: string;
            subject: string;
            details: {
                [key: string]: unknown;
            };
        };
        ChallengeInput: {
            id: string;
            title: string;
            version: string;
            checks: number;
            public_checks: number;
            starters: string[];
            /** @description How long it takes, as its brief says; empty where the brief says nothing */
            hours: string;
        };
        DecisionInput: {
            /** Format: uuid */
            id: string;
            application_id: string | null;
            /** @enum {string} */
            choice: "hire" | "no" | "ask-for-a-fix";
            reason: string;
            person_name: string;
            /** Format: date-time */
            made_at: string;
            undone_at: string | null;
            erase_at: string | null;
        };
        CommentInput: {
            /** Format: uuid */
            id: string;
            check_id: string;
            person_name: string;
            text: string;
            /** Format: date-time */
            made_at: string;
        };
        DisputeInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            evaluation_id: string;
            check_id: string;
            text: string;
            /** Format: date-time */
            made_at: string;
            answer: string | null;
            answered_by: string | null;
            answered_at: string | null;
        };
        /** @description Others' are null until there is one of one's own */
        RatingsInput: {
            mine: {
                person: string;
                scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                note: string;
                /** Format: date-time */
                made_at: string;
                first_scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                out_of: number;
            } | null;
            others: {
                person: string;
                scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                note: string;
                /** Format: date-time */
                made_at: string;
                first_scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                out_of: number;
            }[] | null;
        };
        ComparedInput: {
            /** Format: uuid */
            application: string;
            code_name: string;
            name: string | null;
            source: string;
            rate: {
                amount: number;
                currency: string;
                /** @enum {string} */
                per: "hour" | "job";
            } | null;
            stars: {
                value: number;
                count: number;
                /** @default  */
                where: string;
            } | null;
            similar_work: {
                text: string;
                /** @default  */
                evidence: string;
            } | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                opened: boolean;
            } | null;
            ratings: components["schemas"]["RatingsInput"];
            readonly rated_by: string[];
            decision: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                choice: "hire" | "no" | "ask-for-a-fix";
                reason: string;
                person_name: string;
                /** Format: date-time */
                made_at: string;
            } | null;
            result: ({
                version: number;
            } & {
                [key: string]: unknown;
            }) | null;
        };
        InterviewNoteInput: {
            place: string;
            text: string;
            choice: string;
            version: number;
            /** Format: date-time */
            changed_at: string;
        };
        NoticeInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            application_id: string;
            code_name: string;
            role_title: string;
            kind: string;
            /** Format: date-time */
            made_at: string;
            facts: {
                [key: string]: unknown;
            };
        };
        /** @description Values for the words of a check. Texts may be the submission's own: show them as text. */
        factsInput: {
            [key: string]: string | number | boolean;
        };
        /** @description Name and value, in the order received, names as sent. */
        headersInput: [
            string,
            string
        ][];
        /** @description One request and what came of it. */
        exchangeInput: {
            id: number;
            operation?: string;
            person: string;
            /** @description Which copy of the app, from 0. */
            copy: number;
            connection: {
                id: number;
                reused: boolean;
                from: string;
            };
            request: {
                method: string;
                path: string;
                headers: components["schemas"]["headersInput"];
                body?: string;
                /** @description Bytes. */
                bodyBytes: number;
            };
            response?: {
                status: number;
                headers: components["schemas"]["headersInput"];
                body: string;
                /** @description Bytes. */
                bodyBytes: number;
                cut: boolean;
            };
            /** @enum {string} */
            meaning?: "done" | "refused" | "limited" | "unclear";
            failure?: {
                /** @enum {string} */
                kind: "timeout" | "refused" | "reset" | "closed" | "malformed" | "too-long" | "other";
                message: string;
            };
            /** @description Milliseconds on the cell's monotonic clock. */
            at: {
                planned: number;
                sent: number;
                firstByte?: number;
                end: number;
            };
        };
        checkInput: {
            id: string;
            /** @enum {string} */
            area: "works-as-asked" | "handles-errors" | "keeps-data-whole" | "secure" | "stable" | "fast" | "well-built";
            /**
             * @description Of this failure where it failed, else of the check.
             * @enum {string}
             */
            severity: "blocker" | "serious" | "minor";
            /** @enum {string} */
            kind: "proof" | "measurement";
            /** @enum {string} */
            demand: "must" | "extra";
            rests: string;
            /** @enum {string} */
            outcome: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
            unsteady?: boolean;
            reason?: string;
            /** @description The check that explains this one. Where that one failed, this one is counted with it. */
            because?: string;
            /** @description Checks whose failure takes the worth from a pass of this one. */
            emptiedBy?: string[];
            facts: components["schemas"]["factsInput"];
            technical: {
                summary: string;
                cwe?: number[];
                asvs?: string[];
            };
            /** @description How many cells it was tried in. */
            tries: number;
            exhibits: {
                exchanges: components["schemas"]["exchangeInput"][];
                details: {
                    [key: string]: unknown;
                };
            };
            error?: string;
            /** @description A person said otherwise: what the check itself had found, and why that does not stand. */
            overruled?: {
                /** @enum {string} */
                was: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
                by: string;
                reason: string;
            };
            /**
             * @description Whose work it is says that this is wrong, and nobody has answered yet.
             * @constant
             */
            disputed?: true;
        };
        cellInput: {
            id: string;
            checks: string[];
            /** @description Milliseconds. */
            readyMs: number;
            /** @description Milliseconds. */
            appStartMs: number;
            /** @description Milliseconds. */
            gatherMs: number;
            /** @description Milliseconds. */
            waitedMs: number;
            /** @description Bytes. */
            peakMemoryBytes?: number;
            outOfMemoryKills: number;
            /** @description Milliseconds. */
            throttledMs?: number;
            /** @description Services whose port the submission itself took while they were cut off. */
            portsTaken?: string[];
        };
        /** @description A run under pressure. Times are milliseconds from its start. */
        pressureInput: {
            /** @description Milliseconds. */
            sliceMs: number;
            /** @description Milliseconds. */
            durationMs: number;
            /** @description Visits a second outside of the rush. */
            rate: number;
            /** @description Visits a second in the rush. */
            spikeRate: number;
            capacity: {
                /** @description Visits a second, the median of the tries. */
                rate: number;
                tries: number[];
                atLeast: boolean;
                /** @constant */
                limited?: true;
            };
            /** @description Milliseconds. */
            limitMs: number;
            incidents: {
                /** @enum {string} */
                name: "slow-database" | "frozen-database" | "database-outage" | "kill" | "spike" | "rolling-restart" | "kill-one-of-two" | "malformed-storm" | "slow-clients" | "mail-outage" | "service-outage";
                /** @description Milliseconds. */
                from: number;
                /** @description Milliseconds. */
                to: number;
                /** @description Milliseconds. */
                normalAt?: number;
                /** @description Milliseconds. */
                listeningAt?: number;
                visits: {
                    sent: number;
                    answered: number;
                    /** @description 429 or 503 in time: told to try again. */
                    putOff: number;
                    /** @description An error, a wrong answer, or none. */
                    failed: number;
                    longestMs: number | null;
                };
                /** @constant */
                ended?: true;
                /** @constant */
                stuck?: true;
                /** @constant */
                lagged?: true;
                /** @enum {string} */
                notEstablished?: "too-few" | "not-brought-about" | "limited";
            }[];
            slices: {
                sent: number;
                answered: number;
                /** @description 429 or 503 in time: told to try again. */
                putOff: number;
                /** @description An error, a wrong answer, or none. */
                failed: number;
                longestMs: number | null;
                p50Ms: number | null;
                p95Ms: number | null;
            }[];
            visits: {
                sent: number;
                answered: number;
                /** @description 429 or 503 in time: told to try again. */
                putOff: number;
                /** @description An error, a wrong answer, or none. */
                failed: number;
                longestMs: number | null;
            };
            writes: {
                acknowledged: number;
                sought?: number;
                lost: number;
                doubled: number;
            };
            journeys: {
                operation: string;
                /** @constant */
                costsHash?: true;
                sent: number;
                p50Ms: number | null;
                p95Ms: number | null;
                /** @description Where the true median lies, 19 times of 20. */
                p50Within?: [
                    number,
                    number
                ];
            }[];
            generator: {
                unsent: number;
                /** @description Milliseconds. */
                lagP99Ms: number;
            };
        };
        OverruleInput: {
            /** Format: uuid */
            id: string;
            check_id: string;
            /** @enum {string} */
            outcome: "pass" | "fail" | "not-established" | "not-applicable";
            reason: string;
            person_name: string;
            evaluation_id: string | null;
            only_here_because: string | null;
            everywhere: boolean;
            /** Format: date-time */
            made_at: string;
            undone_at: string | null;
        };
        RatingRuleInput: {
            weights: {
                "solves-problems": number;
                "prevents-problems": number;
                "explains-clearly": number;
                "works-with-others": number;
                "owns-the-outcome": number;
            };
            reason: string;
            person_name: string;
            made_at: string | null;
            locked_at: string | null;
        };
        RatingTalkInput: {
            text: string;
            version: number;
            person_name: string;
            /** Format: date-time */
            changed_at: string;
        };
        ShareInput: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
            person: string | null;
        };
        InWordsInput: {
            task: string;
            is_tested: boolean;
            readonly failures: {
                id: string;
                title: string;
                /** @enum {string} */
                severity: "blocker" | "serious" | "minor";
                held: string;
                why: string;
                question: string;
                good: string;
                is_disputed: boolean;
                said_by: string | null;
            }[];
            readonly strengths: {
                id: string;
                title: string;
            }[];
            readonly musts: {
                id: string;
                title: string;
            }[];
            readonly taken_back: {
                id: string;
                title: string;
            }[];
        };
        LetterInput: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "offer" | "feedback" | "no" | "fix";
            subject: string;
            text: string;
            person_name: string;
            /** Format: date-time */
            made_at: string;
            sent_at: string | null;
            how: ("mail" | "by-hand") | null;
            decision_id: string | null;
        };
        LetterOwedInput: {
            /** Format: uuid */
            application: string;
            name: string;
            code_name: string;
            /** Format: uuid */
            role_id: string;
            role: string;
            choice: ("hire" | "no" | "ask-for-a-fix") | null;
            /** Format: date-time */
            decided_at: string;
            decided_by: string;
            by_me: boolean;
        };
        PlanInput: {
            starts_on: string;
            time_zone: string;
            at_time: string;
            readonly items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "milestone" | "check-in";
                on_day: string;
                text: string;
                first: string;
                seen: string;
                done_at: string | null;
                done_by: ("hirer" | "starter") | null;
                struck_at: string | null;
                readonly lines: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    by: "hirer" | "starter";
                    text: string;
                    /** Format: date-time */
                    made_at: string;
                }[];
            }[];
        };
        PlanLinkInput: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
        };
        OpenedPlanInput: {
            name: string;
            organization: string;
            plan: components["schemas"]["PlanInput"];
        };
        NeedInput: {
            /** @enum {string} */
            kind: "question" | "adjustment" | "cannot-say" | "our-mistake" | "could-not-run" | "failed" | "report";
            /** Format: uuid */
            application: string;
            name: string;
            /** Format: uuid */
            role_id: string;
            role: string;
            /** Format: date-time */
            at: string;
            due_at: string | null;
            text: string | null;
            evaluation: string | null;
            follow_up: boolean;
        };
        RunningInput: {
            /** Format: uuid */
            evaluation: string;
            /** @enum {string} */
            state: "waiting" | "running";
            /** Format: uuid */
            application: string;
            name: string;
            role: string;
            challenge: string;
            challenge_title: string;
            /** Format: date-time */
            asked_at: string;
            started_at: string | null;
        };
        HappeningInput: {
            /** @enum {string} */
            action: "role.made" | "role.closed" | "role.opened" | "candidate.added" | "candidate.invited" | "candidate.handed-over" | "candidate.opened" | "candidate.agreed" | "candidate.moved" | "candidate.follow-up-asked" | "submission.final" | "evaluation.done" | "evaluation.failed" | "evaluation.cancelled" | "message.asked" | "message.answered";
            /** Format: date-time */
            at: string;
            person_id: string | null;
            person: string | null;
            application: string | null;
            evaluation: string | null;
            name: string | null;
            role_id: string | null;
            role: string | null;
            to: ("added" | "invited" | "working" | "testing" | "report" | "interview" | "decided") | null;
            count: number;
        };
        RoleInShortInput: {
            /** Format: uuid */
            id: string;
            title: string;
            challenge: string;
            /** @enum {string} */
            state: "open" | "closed";
            is_demo: boolean;
            /** Format: date-time */
            made_at: string;
            stages: {
                [key: string]: number;
            };
        };
        MemberInput: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            access: "owner" | "recruiter" | "reviewer" | "reader";
            /** Format: date-time */
            since: string;
            second_factor: boolean;
        };
        MemberInvitationInput: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            access: "owner" | "recruiter" | "reviewer" | "reader";
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        MessageInput: {
            /** Format: uuid */
            id: string;
            by_candidate: boolean;
            person_name: string | null;
            text: string;
            /** Format: date-time */
            made_at: string;
        };
        OwnDisputeInput: {
            /** Format: uuid */
            id: string;
            check_id: string;
            text: string;
            /** Format: date-time */
            made_at: string;
            answer: string | null;
            answered_by: string | null;
            answered_at: string | null;
        };
        SentInput: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "draft" | "final";
            commit: string | null;
            /** Format: date-time */
            made_at: string;
            follow_up: string | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "tested" | "could-not-run" | "failed" | "cancelled";
            } | null;
        };
        PortalFollowUpInput: {
            id: string;
            title: string;
            text: string;
            minutes: number;
            has_contract: boolean;
            checks: number;
            open_checks: number;
            asked_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            closed: ("handed-in" | "decided") | null;
            report: {
                is_ready: boolean;
                on: string | null;
            };
        };
        PortalInput: {
            /** Format: uuid */
            application: string;
            organization: string;
            candidate: string;
            decider: string;
            role: {
                title: string;
                test_paid: ("yes" | "no") | null;
                pays: string;
                /** @enum {string} */
                ai_policy: "welcome" | "tell-us" | "please-do-not";
                keep_months: number;
            };
            is_open: boolean;
            challenge: {
                id: string;
                title: string;
                brief: string;
                readonly starters: string[];
                has_contract: boolean;
                checks: number;
                open_checks: number;
                readonly areas: {
                    area: string;
                    checks: number;
                    readonly subjects: string[];
                    readonly open: {
                        id: string;
                        title: string;
                    }[];
                }[];
                readonly extras: string[];
            };
            agreed_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            repository: string;
            readonly sent: components["schemas"]["SentInput"][];
            closed: ("handed-in" | "decided") | null;
            decided_at: string | null;
            fix: {
                by: string;
                /** Format: date-time */
                asked_at: string;
                told: ("mail" | "by-hand") | null;
            } | null;
            report: {
                is_ready: boolean;
                on: string | null;
            };
            more_time: {
                asked: number;
                readonly requests: {
                    /** Format: uuid */
                    id: string;
                    text: string;
                    days: number;
                    /** Format: date-time */
                    made_at: string;
                    is_open: boolean;
                    answer: string | null;
                    answer_days: number | null;
                    answered_at: string | null;
                    answered_by: string | null;
                }[];
            };
            follow_up: components["schemas"]["PortalFollowUpInput"] | null;
            readonly notices: {
                /** Format: uuid */
                id: string;
                kind: string;
                /** Format: date-time */
                made_at: string;
                facts: {
                    [key: string]: unknown;
                };
            }[];
        };
        TriedInput: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            ended_at: string | null;
            could_not_run: boolean;
            problem: {
                message: string;
                what_to_do: string;
                readonly last_lines: string[];
            } | null;
            readonly findings: {
                check: string;
                /** @enum {string} */
                outcome: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
                title: string;
                sentence: string;
            }[];
        };
        SessionInput: {
            /** Format: uuid */
            id: string;
            user_agent: string | null;
            /** Format: date-time */
            made_at: string;
            is_this: boolean;
        };
        TokenInput: {
            /** Format: uuid */
            id: string;
            name: string;
            person: string;
            /** Format: date-time */
            made_at: string;
            used_at: string | null;
            /** Format: date-time */
            expires_at: string;
        };
        WalkThroughInput: {
            /** @enum {string} */
            state: "ready" | "no-work" | "unreadable";
            handed_in_at: string | null;
            prompts: {
                id: string;
                /** @enum {string} */
                about: "work" | "change";
                words: {
                    ask: string;
                    good: string;
                    weak: string;
                } | null;
                place: {
                    path: string;
                    line: number;
                    from: number;
                    readonly lines: string[];
                } | null;
            }[];
        };
        WebhookInput: {
            /** Format: uuid */
            id: string;
            url: string;
            /** Format: date-time */
            made_at: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            fields?: {
                path: string;
                message: string;
            }[];
        };
        Adjustment: {
            /** Format: uuid */
            id: string;
            text: string;
            days: number;
            /** Format: date-time */
            made_at: string;
            follow_up: string | null;
            answer: string | null;
            answer_days: number | null;
            answered_at: string | null;
            answered_by: string | null;
            is_open: boolean;
        };
        Evaluation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            submission_id: string;
            challenge: string;
            attempt: number;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /** Format: date-time */
            asked_at: string;
            started_at: string | null;
            ended_at: string | null;
            verdict: string | null;
            problem: {
                code: string;
                message: string;
            } | null;
            follow_up: string | null;
        };
        FollowUp: {
            change: {
                id: string;
                title: string;
                minutes: number;
                checks: number;
                text: string;
            } | null;
            days: number | null;
            asked_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            told: {
                built: string;
                next: string;
                help: string;
                took: string;
            } | null;
        };
        Role: {
            /** Format: uuid */
            id: string;
            title: string;
            challenge: string;
            /** @enum {string} */
            state: "open" | "closed";
            pays: string;
            days: number;
            /** @enum {string} */
            ai_policy: "welcome" | "tell-us" | "please-do-not";
            decider: string;
            keep_months: number;
            place: string;
            is_demo: boolean;
            /** Format: date-time */
            made_at: string;
            closed_at: string | null;
            blind: boolean;
            blind_off_at: string | null;
            blind_off_by: string | null;
            hours_low: number | null;
            hours_high: number | null;
            budget: string;
            version: number;
            about: string;
            needs: {
                /** @enum {string} */
                kind?: "site" | "shop" | "bookings" | "community" | "team" | "app" | "other" | "not-sure";
                /** @enum {string} */
                "log-ins"?: "nobody" | "team" | "customers" | "not-sure";
                /** @enum {string} */
                profiles?: "none" | "basics" | "private" | "not-sure";
                /** @enum {string} */
                payments?: "none" | "ready-made" | "own" | "not-sure";
                /** @enum {string} */
                chat?: "no" | "yes" | "not-sure";
                /** @enum {string} */
                uploads?: "no" | "to-us" | "to-others" | "not-sure";
                /** @enum {string} */
                forms?: "no" | "simple" | "long" | "not-sure";
                /** @enum {string} */
                data?: "nuisance" | "costly" | "never" | "not-sure";
                /** @enum {string} */
                systems?: "none" | "common" | "several" | "not-sure";
                /** @enum {string} */
                automation?: "none" | "simple" | "own-rules" | "not-sure";
                /** @enum {string} */
                visitors?: "few" | "thousands" | "crowds" | "not-sure";
                /** @enum {string} */
                hurts?: "nothing" | "slow" | "broken" | "security" | "several" | "not-sure";
                /** @enum {string} */
                ready?: "no-date" | "year" | "quarter" | "not-sure";
            } | null;
            test_paid: ("yes" | "no") | null;
            post: {
                hours?: string;
                pay_range?: string;
                work_place?: string;
                texts?: {
                    [key: string]: string;
                };
            } | null;
        };
        Card: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            role_id: string;
            /** Format: uuid */
            candidate_id: string;
            name: string;
            email: string;
            source: string;
            code_name: string;
            name_hidden: boolean;
            readonly name_opened_by: string[];
            has_email: boolean;
            /** @enum {string} */
            stage: "added" | "invited" | "working" | "testing" | "report" | "interview" | "decided";
            invited_at: string | null;
            opened_at: string | null;
            agreed_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            contract_started_at: string | null;
            link_made_at: string | null;
            rate: {
                amount: number;
                currency: string;
                /** @enum {string} */
                per: "hour" | "job";
            } | null;
            stars: {
                value: number;
                count: number;
                /** @default  */
                where: string;
            } | null;
            similar_work: {
                text: string;
                /** @default  */
                evidence: string;
            } | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                verdict: string | null;
                problem: {
                    code: string;
                    message: string;
                } | null;
            } | null;
            questions: number;
            readonly rated_by: string[];
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            actor: string;
            actor_name: string | null;
            action: string;
            subject: string;
            details: {
                [key: string]: unknown;
            };
        };
        Challenge: {
            id: string;
            title: string;
            version: string;
            checks: number;
            public_checks: number;
            starters: string[];
            /** @description How long it takes, as its brief says; empty where the brief says nothing */
            hours: string;
        };
        Decision: {
            /** Format: uuid */
            id: string;
            application_id: string | null;
            /** @enum {string} */
            choice: "hire" | "no" | "ask-for-a-fix";
            reason: string;
            person_name: string;
            /** Format: date-time */
            made_at: string;
            undone_at: string | null;
            erase_at: string | null;
        };
        Comment: {
            /** Format: uuid */
            id: string;
            check_id: string;
            person_name: string;
            text: string;
            /** Format: date-time */
            made_at: string;
        };
        Dispute: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            evaluation_id: string;
            check_id: string;
            text: string;
            /** Format: date-time */
            made_at: string;
            answer: string | null;
            answered_by: string | null;
            answered_at: string | null;
        };
        /** @description Others' are null until there is one of one's own */
        Ratings: {
            mine: {
                person: string;
                scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                note: string;
                /** Format: date-time */
                made_at: string;
                first_scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                out_of: number;
            } | null;
            others: {
                person: string;
                scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                note: string;
                /** Format: date-time */
                made_at: string;
                first_scores: {
                    "solves-problems"?: number;
                    "prevents-problems"?: number;
                    "explains-clearly"?: number;
                    "works-with-others"?: number;
                    "owns-the-outcome"?: number;
                };
                out_of: number;
            }[] | null;
        };
        Compared: {
            /** Format: uuid */
            application: string;
            code_name: string;
            name: string | null;
            source: string;
            rate: {
                amount: number;
                currency: string;
                /** @enum {string} */
                per: "hour" | "job";
            } | null;
            stars: {
                value: number;
                count: number;
                /** @default  */
                where: string;
            } | null;
            similar_work: {
                text: string;
                /** @default  */
                evidence: string;
            } | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                opened: boolean;
            } | null;
            ratings: components["schemas"]["Ratings"];
            readonly rated_by: string[];
            decision: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                choice: "hire" | "no" | "ask-for-a-fix";
                reason: string;
                person_name: string;
                /** Format: date-time */
                made_at: string;
            } | null;
            result: ({
                version: number;
            } & {
                [key: string]: unknown;
            }) | null;
        };
        InterviewNote: {
            place: string;
            text: string;
            choice: string;
            version: number;
            /** Format: date-time */
            changed_at: string;
        };
        Notice: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            application_id: string;
            code_name: string;
            role_title: string;
            kind: string;
            /** Format: date-time */
            made_at: string;
            facts: {
                [key: string]: unknown;
            };
        };
        /** @description Values for the words of a check. Texts may be the submission's own: show them as text. */
        facts: {
            [key: string]: string | number | boolean;
        };
        /** @description Name and value, in the order received, names as sent. */
        headers: [
            string,
            string
        ][];
        /** @description One request and what came of it. */
        exchange: {
            id: number;
            operation?: string;
            person: string;
            /** @description Which copy of the app, from 0. */
            copy: number;
            connection: {
                id: number;
                reused: boolean;
                from: string;
            };
            request: {
                method: string;
                path: string;
                headers: components["schemas"]["headers"];
                body?: string;
                /** @description Bytes. */
                bodyBytes: number;
            };
            response?: {
                status: number;
                headers: components["schemas"]["headers"];
                body: string;
                /** @description Bytes. */
                bodyBytes: number;
                cut: boolean;
            };
            /** @enum {string} */
            meaning?: "done" | "refused" | "limited" | "unclear";
            failure?: {
                /** @enum {string} */
                kind: "timeout" | "refused" | "reset" | "closed" | "malformed" | "too-long" | "other";
                message: string;
            };
            /** @description Milliseconds on the cell's monotonic clock. */
            at: {
                planned: number;
                sent: number;
                firstByte?: number;
                end: number;
            };
        };
        check: {
            id: string;
            /** @enum {string} */
            area: "works-as-asked" | "handles-errors" | "keeps-data-whole" | "secure" | "stable" | "fast" | "well-built";
            /**
             * @description Of this failure where it failed, else of the check.
             * @enum {string}
             */
            severity: "blocker" | "serious" | "minor";
            /** @enum {string} */
            kind: "proof" | "measurement";
            /** @enum {string} */
            demand: "must" | "extra";
            rests: string;
            /** @enum {string} */
            outcome: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
            unsteady?: boolean;
            reason?: string;
            /** @description The check that explains this one. Where that one failed, this one is counted with it. */
            because?: string;
            /** @description Checks whose failure takes the worth from a pass of this one. */
            emptiedBy?: string[];
            facts: components["schemas"]["facts"];
            technical: {
                summary: string;
                cwe?: number[];
                asvs?: string[];
            };
            /** @description How many cells it was tried in. */
            tries: number;
            exhibits: {
                exchanges: components["schemas"]["exchange"][];
                details: {
                    [key: string]: unknown;
                };
            };
            error?: string;
            /** @description A person said otherwise: what the check itself had found, and why that does not stand. */
            overruled?: {
                /** @enum {string} */
                was: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
                by: string;
                reason: string;
            };
            /**
             * @description Whose work it is says that this is wrong, and nobody has answered yet.
             * @constant
             */
            disputed?: true;
        };
        cell: {
            id: string;
            checks: string[];
            /** @description Milliseconds. */
            readyMs: number;
            /** @description Milliseconds. */
            appStartMs: number;
            /** @description Milliseconds. */
            gatherMs: number;
            /** @description Milliseconds. */
            waitedMs: number;
            /** @description Bytes. */
            peakMemoryBytes?: number;
            outOfMemoryKills: number;
            /** @description Milliseconds. */
            throttledMs?: number;
            /** @description Services whose port the submission itself took while they were cut off. */
            portsTaken?: string[];
        };
        /** @description A run under pressure. Times are milliseconds from its start. */
        pressure: {
            /** @description Milliseconds. */
            sliceMs: number;
            /** @description Milliseconds. */
            durationMs: number;
            /** @description Visits a second outside of the rush. */
            rate: number;
            /** @description Visits a second in the rush. */
            spikeRate: number;
            capacity: {
                /** @description Visits a second, the median of the tries. */
                rate: number;
                tries: number[];
                atLeast: boolean;
                /** @constant */
                limited?: true;
            };
            /** @description Milliseconds. */
            limitMs: number;
            incidents: {
                /** @enum {string} */
                name: "slow-database" | "frozen-database" | "database-outage" | "kill" | "spike" | "rolling-restart" | "kill-one-of-two" | "malformed-storm" | "slow-clients" | "mail-outage" | "service-outage";
                /** @description Milliseconds. */
                from: number;
                /** @description Milliseconds. */
                to: number;
                /** @description Milliseconds. */
                normalAt?: number;
                /** @description Milliseconds. */
                listeningAt?: number;
                visits: {
                    sent: number;
                    answered: number;
                    /** @description 429 or 503 in time: told to try again. */
                    putOff: number;
                    /** @description An error, a wrong answer, or none. */
                    failed: number;
                    longestMs: number | null;
                };
                /** @constant */
                ended?: true;
                /** @constant */
                stuck?: true;
                /** @constant */
                lagged?: true;
                /** @enum {string} */
                notEstablished?: "too-few" | "not-brought-about" | "limited";
            }[];
            slices: {
                sent: number;
                answered: number;
                /** @description 429 or 503 in time: told to try again. */
                putOff: number;
                /** @description An error, a wrong answer, or none. */
                failed: number;
                longestMs: number | null;
                p50Ms: number | null;
                p95Ms: number | null;
            }[];
            visits: {
                sent: number;
                answered: number;
                /** @description 429 or 503 in time: told to try again. */
                putOff: number;
                /** @description An error, a wrong answer, or none. */
                failed: number;
                longestMs: number | null;
            };
            writes: {
                acknowledged: number;
                sought?: number;
                lost: number;
                doubled: number;
            };
            journeys: {
                operation: string;
                /** @constant */
                costsHash?: true;
                sent: number;
                p50Ms: number | null;
                p95Ms: number | null;
                /** @description Where the true median lies, 19 times of 20. */
                p50Within?: [
                    number,
                    number
                ];
            }[];
            generator: {
                unsent: number;
                /** @description Milliseconds. */
                lagP99Ms: number;
            };
        };
        Overrule: {
            /** Format: uuid */
            id: string;
            check_id: string;
            /** @enum {string} */
            outcome: "pass" | "fail" | "not-established" | "not-applicable";
            reason: string;
            person_name: string;
            evaluation_id: string | null;
            only_here_because: string | null;
            everywhere: boolean;
            /** Format: date-time */
            made_at: string;
            undone_at: string | null;
        };
        RatingRule: {
            weights: {
                "solves-problems": number;
                "prevents-problems": number;
                "explains-clearly": number;
                "works-with-others": number;
                "owns-the-outcome": number;
            };
            reason: string;
            person_name: string;
            made_at: string | null;
            locked_at: string | null;
        };
        RatingTalk: {
            text: string;
            version: number;
            person_name: string;
            /** Format: date-time */
            changed_at: string;
        };
        Share: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
            person: string | null;
        };
        InWords: {
            task: string;
            is_tested: boolean;
            readonly failures: {
                id: string;
                title: string;
                /** @enum {string} */
                severity: "blocker" | "serious" | "minor";
                held: string;
                why: string;
                question: string;
                good: string;
                is_disputed: boolean;
                said_by: string | null;
            }[];
            readonly strengths: {
                id: string;
                title: string;
            }[];
            readonly musts: {
                id: string;
                title: string;
            }[];
            readonly taken_back: {
                id: string;
                title: string;
            }[];
        };
        Letter: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "offer" | "feedback" | "no" | "fix";
            subject: string;
            text: string;
            person_name: string;
            /** Format: date-time */
            made_at: string;
            sent_at: string | null;
            how: ("mail" | "by-hand") | null;
            decision_id: string | null;
        };
        LetterOwed: {
            /** Format: uuid */
            application: string;
            name: string;
            code_name: string;
            /** Format: uuid */
            role_id: string;
            role: string;
            choice: ("hire" | "no" | "ask-for-a-fix") | null;
            /** Format: date-time */
            decided_at: string;
            decided_by: string;
            by_me: boolean;
        };
        Plan: {
            starts_on: string;
            time_zone: string;
            at_time: string;
            readonly items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "milestone" | "check-in";
                on_day: string;
                text: string;
                first: string;
                seen: string;
                done_at: string | null;
                done_by: ("hirer" | "starter") | null;
                struck_at: string | null;
                readonly lines: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    by: "hirer" | "starter";
                    text: string;
                    /** Format: date-time */
                    made_at: string;
                }[];
            }[];
        };
        PlanLink: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
        };
        OpenedPlan: {
            name: string;
            organization: string;
            plan: components["schemas"]["Plan"];
        };
        Need: {
            /** @enum {string} */
            kind: "question" | "adjustment" | "cannot-say" | "our-mistake" | "could-not-run" | "failed" | "report";
            /** Format: uuid */
            application: string;
            name: string;
            /** Format: uuid */
            role_id: string;
            role: string;
            /** Format: date-time */
            at: string;
            due_at: string | null;
            text: string | null;
            evaluation: string | null;
            follow_up: boolean;
        };
        Running: {
            /** Format: uuid */
            evaluation: string;
            /** @enum {string} */
            state: "waiting" | "running";
            /** Format: uuid */
            application: string;
            name: string;
            role: string;
            challenge: string;
            challenge_title: string;
            /** Format: date-time */
            asked_at: string;
            started_at: string | null;
        };
        Happening: {
            /** @enum {string} */
            action: "role.made" | "role.closed" | "role.opened" | "candidate.added" | "candidate.invited" | "candidate.handed-over" | "candidate.opened" | "candidate.agreed" | "candidate.moved" | "candidate.follow-up-asked" | "submission.final" | "evaluation.done" | "evaluation.failed" | "evaluation.cancelled" | "message.asked" | "message.answered";
            /** Format: date-time */
            at: string;
            person_id: string | null;
            person: string | null;
            application: string | null;
            evaluation: string | null;
            name: string | null;
            role_id: string | null;
            role: string | null;
            to: ("added" | "invited" | "working" | "testing" | "report" | "interview" | "decided") | null;
            count: number;
        };
        RoleInShort: {
            /** Format: uuid */
            id: string;
            title: string;
            challenge: string;
            /** @enum {string} */
            state: "open" | "closed";
            is_demo: boolean;
            /** Format: date-time */
            made_at: string;
            stages: {
                [key: string]: number;
            };
        };
        Member: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            access: "owner" | "recruiter" | "reviewer" | "reader";
            /** Format: date-time */
            since: string;
            second_factor: boolean;
        };
        MemberInvitation: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            access: "owner" | "recruiter" | "reviewer" | "reader";
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        Message: {
            /** Format: uuid */
            id: string;
            by_candidate: boolean;
            person_name: string | null;
            text: string;
            /** Format: date-time */
            made_at: string;
        };
        OwnDispute: {
            /** Format: uuid */
            id: string;
            check_id: string;
            text: string;
            /** Format: date-time */
            made_at: string;
            answer: string | null;
            answered_by: string | null;
            answered_at: string | null;
        };
        Sent: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "draft" | "final";
            commit: string | null;
            /** Format: date-time */
            made_at: string;
            follow_up: string | null;
            evaluation: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "tested" | "could-not-run" | "failed" | "cancelled";
            } | null;
        };
        PortalFollowUp: {
            id: string;
            title: string;
            text: string;
            minutes: number;
            has_contract: boolean;
            checks: number;
            open_checks: number;
            asked_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            closed: ("handed-in" | "decided") | null;
            report: {
                is_ready: boolean;
                on: string | null;
            };
        };
        Portal: {
            /** Format: uuid */
            application: string;
            organization: string;
            candidate: string;
            decider: string;
            role: {
                title: string;
                test_paid: ("yes" | "no") | null;
                pays: string;
                /** @enum {string} */
                ai_policy: "welcome" | "tell-us" | "please-do-not";
                keep_months: number;
            };
            is_open: boolean;
            challenge: {
                id: string;
                title: string;
                brief: string;
                readonly starters: string[];
                has_contract: boolean;
                checks: number;
                open_checks: number;
                readonly areas: {
                    area: string;
                    checks: number;
                    readonly subjects: string[];
                    readonly open: {
                        id: string;
                        title: string;
                    }[];
                }[];
                readonly extras: string[];
            };
            agreed_at: string | null;
            due_at: string | null;
            submitted_at: string | null;
            repository: string;
            readonly sent: components["schemas"]["Sent"][];
            closed: ("handed-in" | "decided") | null;
            decided_at: string | null;
            fix: {
                by: string;
                /** Format: date-time */
                asked_at: string;
                told: ("mail" | "by-hand") | null;
            } | null;
            report: {
                is_ready: boolean;
                on: string | null;
            };
            more_time: {
                asked: number;
                readonly requests: {
                    /** Format: uuid */
                    id: string;
                    text: string;
                    days: number;
                    /** Format: date-time */
                    made_at: string;
                    is_open: boolean;
                    answer: string | null;
                    answer_days: number | null;
                    answered_at: string | null;
                    answered_by: string | null;
                }[];
            };
            follow_up: components["schemas"]["PortalFollowUp"] | null;
            readonly notices: {
                /** Format: uuid */
                id: string;
                kind: string;
                /** Format: date-time */
                made_at: string;
                facts: {
                    [key: string]: unknown;
                };
            }[];
        };
        Tried: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            ended_at: string | null;
            could_not_run: boolean;
            problem: {
                message: string;
                what_to_do: string;
                readonly last_lines: string[];
            } | null;
            readonly findings: {
                check: string;
                /** @enum {string} */
                outcome: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
                title: string;
                sentence: string;
            }[];
        };
        Session: {
            /** Format: uuid */
            id: string;
            user_agent: string | null;
            /** Format: date-time */
            made_at: string;
            is_this: boolean;
        };
        Token: {
            /** Format: uuid */
            id: string;
            name: string;
            person: string;
            /** Format: date-time */
            made_at: string;
            used_at: string | null;
            /** Format: date-time */
            expires_at: string;
        };
        WalkThrough: {
            /** @enum {string} */
            state: "ready" | "no-work" | "unreadable";
            handed_in_at: string | null;
            prompts: {
                id: string;
                /** @enum {string} */
                about: "work" | "change";
                words: {
                    ask: string;
                    good: string;
                    weak: string;
                } | null;
                place: {
                    path: string;
                    line: number;
                    from: number;
                    readonly lines: string[];
                } | null;
            }[];
        };
        Webhook: {
            /** Format: uuid */
            id: string;
            url: string;
            /** Format: date-time */
            made_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
